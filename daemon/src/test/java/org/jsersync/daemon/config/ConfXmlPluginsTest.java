package org.jsersync.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plugin blocks of sersync's file (06-sersync, section 11). */
class ConfXmlPluginsTest {
  private final ConfXmlFixture conf = new ConfXmlFixture();

  private static String text(String watch, String sersyncPlugin, String blocks) {
    return "<head><sersync><localpath watch=\""
        + watch
        + "\"><remote ip=\"h\" name=\"m\"/></localpath>"
        + sersyncPlugin
        + "</sersync>\n"
        + blocks
        + "</head>";
  }

  private static String on(String name, String blocks) {
    return text("/data/", "<plugin start=\"true\" name=\"" + name + "\"/>", blocks);
  }

  private PluginConfig plugin(String name, String blocks) throws ConfigException {
    return conf.tree(on(name, blocks)).plugins().getFirst();
  }

  private static ParsedConfig alone(String name, String text) throws ConfigException {
    return new ConfXml(
            words -> {
              throw new AssertionError("no rsync in it");
            },
            BytePath.of("/here"),
            Map.of())
        .parseForPlugin("confxml.xml", text.getBytes(StandardCharsets.UTF_8), name);
  }

  private static PluginConfig pluginAlone(String name, String text) throws ConfigException {
    return alone(name, text).config().trees().getFirst().plugins().getFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<plugin start=\"false\" name=\"command\"/>",
        "<plugin name=\"command\"/>",
        "<plugin start=\"TRUE\" name=\"nonsense\"/>"
      })
  void noneIsOnUnlessItIsSaidSo(String element) throws Exception {
    assertThat(conf.tree(text("/data", element, "<plugin name=\"socket\"/>")).plugins()).isEmpty();
  }

  @Test
  void thePublishedFileHasWhatItSays() throws Exception {
    String published =
        ConfXmlFixture.published().replace("<plugin start=\"false\"", "<plugin start=\"true\"");
    assertThat(conf.tree(published).plugins())
        .containsExactly(
            new PluginConfig.Command(
                "/data", List.of("/bin/sh"), List.of(), true, null, Duration.ofMinutes(5)));
    assertThat(pluginAlone("socket", published))
        .isEqualTo(new PluginConfig.Socket("/data", "192.0.2.20", 8009));
    assertThat(pluginAlone("refreshCDN", published))
        .isEqualTo(
            new PluginConfig.RefreshCdn(
                "/data/site/", "cdn.example", 80, "xxxx", "xxxx", "http://pic.example/cms", null));
  }

  @Test
  void aCommandHasSersyncsDefaults() throws Exception {
    assertThat(plugin("command", "<plugin name=\"command\"/>"))
        .isEqualTo(
            new PluginConfig.Command(
                "/data/", List.of(), List.of(), true, null, Duration.ofMinutes(5)));
    assertThat(conf.parse(on("command", "<plugin name=\"command\"/>")).notes())
        .containsExactly(
            "confxml.xml:2:1: prefix is empty: each file that changed is itself run as a program");
    assertThat(
            conf.tree(
                    text(
                        "/data",
                        "<plugin start=\"true\"/>",
                        "<plugin name=\"command\"><param prefix=\"p\"/></plugin>"))
                .plugins())
        .hasSize(1);
  }

  @Test
  void aCommandsWordsAreSplitAndItsExpressionsCompiled() throws Exception {
    PluginConfig.Command command =
        (PluginConfig.Command)
            plugin(
                "command",
                """
                <plugin name="command">
                  <param prefix="/bin/sh '/opt/my script'" suffix="s1  s2" ignoreError="false" timeout="7"/>
                  <filter start="true"><include expression="(.*)\\.php"/><include expression=""/></filter>
                </plugin>
                """);
    assertThat(command.prefix()).containsExactly("/bin/sh", "/opt/my script");
    assertThat(command.suffix()).containsExactly("s1", "s2");
    assertThat(command.ignoreError()).isFalse();
    assertThat(command.limit()).isEqualTo(Duration.ofSeconds(7));
    assertThat(command.include()).extracting(Pattern::pattern).containsExactly("(.*)\\.php");
  }

  @Test
  void refreshCdnWithAnExpression() throws Exception {
    PluginConfig.RefreshCdn cdn =
        (PluginConfig.RefreshCdn)
            plugin(
                "refreshCDN",
                "<plugin name=\"refreshCDN\"><localpath watch=\"/data\"><cdninfo"
                    + " domainname=\"cdn.example\" username=\"u\"/><sendurl base=\" http://b \"/>"
                    + "<regexurl regex=\"true\" match=\"a(b)\"/></localpath></plugin>");
    assertThat(cdn.match()).extracting(Pattern::pattern).isEqualTo("a(b)");
    assertThat(cdn.port()).isEqualTo(80);
    assertThat(cdn.password()).isEmpty();
    assertThat(cdn.base()).isEqualTo("http://b");
    assertThat(cdn.watch()).isEqualTo("/data/");
  }

  @Test
  void theFormOfHttp() throws Exception {
    assertThat(
            plugin(
                "http",
                "<plugin name=\"http\"><http url=\"http://h:81/p\" timeout=\"3\"/></plugin>"))
        .isEqualTo(
            new PluginConfig.Http(
                "/data/", URI.create("http://h:81/p"), Duration.ofSeconds(3), null));
    assertThat(
            ((PluginConfig.Http)
                    plugin("http", "<plugin name=\"http\"><http url=\"https://h\"/></plugin>"))
                .timeout())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void whenSyncingSersyncsPathCounts() throws Exception {
    String socket =
        "<plugin name=\"socket\"><localpath watch=\"%s\"><deshost ip=\"h\" port=\"1\"/>"
            + "</localpath></plugin>";
    ParsedConfig other = conf.parse(on("socket", socket.formatted("/other")));
    assertThat(other.config().trees().getFirst().plugins())
        .containsExactly(new PluginConfig.Socket("/data/", "h", 1));
    assertThat(other.notes())
        .containsExactly(
            "confxml.xml:2:23: the plugin is called for what is synced, in /data/; its own path"
                + " /other counts with -m socket only");
    assertThat(conf.parse(on("socket", socket.formatted("/data"))).notes()).isEmpty();
  }

  @Test
  void aloneItsOwnPathCountsElseSersyncs() throws Exception {
    String socket =
        "<plugin name=\"socket\"><localpath watch=\"own/\"><deshost ip=\"h\" port=\"1\"/>"
            + "</localpath></plugin>";
    String command = "<plugin name=\"command\"><param prefix=\"p\"/></plugin>";
    String text = "<head><sersync><localpath watch=\"/data/\"/></sersync>" + socket + command;
    assertThat(pluginAlone("socket", text + "</head>").watch()).isEqualTo("/here/own/");
    assertThat(pluginAlone("command", text + "</head>").watch()).isEqualTo("/data/");
    TreeConfig tree = alone("socket", text + "</head>").config().trees().getFirst();
    assertThat(tree.root()).isEqualTo(BytePath.of("/here/own"));
    assertThat(tree.remotes()).isEmpty();
    assertThat(tree.initialSync()).isFalse();
    assertThatThrownBy(() -> alone("command", "<head>" + command + "</head>"))
        .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
        .hasMessageContaining("nothing to watch");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          socket | <plugin name="socket"/>                         | 2:1  | has no <deshost ip=
          socket | <plugin name="socket"><localpath watch="/d"/></plugin> | 2:23 | has no <deshost
          socket | <plugin name="socket"><localpath watch="/d"><deshost ip="h"/></localpath></plugin> | 2:45 | no port
          socket | <plugin name="socket"><localpath><deshost ip="h" port="70000"/></localpath></plugin> | 2:50 | no number from 1 to 65535
          socket | <plugin name="socket"><localpath><deshost ip="h h" port="7"/></localpath></plugin> | 2:43 | has a blank
          refreshCDN | <plugin name="refreshCDN"><localpath watch="/d"/></plugin> | 2:27 | has no <cdninfo
          refreshCDN | <plugin name="refreshCDN"><localpath><cdninfo domainname="h"/></localpath></plugin> | 2:27 | has no <sendurl
          refreshCDN | <plugin name="refreshCDN"><localpath><cdninfo domainname="h"/><sendurl base="b"/><regexurl regex="true" match="a("/></localpath></plugin> | 2:105 | Unclosed group
          refreshCDN | <plugin name="refreshCDN"><localpath><cdninfo domainname="h"/><sendurl base="b"/><regexurl regex="true"/></localpath></plugin> | 2:82 | has no match
          command | <plugin name="command"><param prefix="x; y"/></plugin> | 2:31 | put it into a script
          command | <plugin name="command"><param timeout="0"/></plugin> | 2:31 | no number from 1
          http | <plugin name="http"/> | 2:1 | has no <http url=
          http | <plugin name="http"><http url="ftp://h"/></plugin> | 2:27 | not of the form
          http | <plugin name="http"><http url="http://u@h/"/></plugin> | 2:27 | no user
          """)
  void whatIsMissingOrWrongIsSaidWithItsPlace(
      String name, String block, String place, String message) {
    assertThatThrownBy(() -> plugin(name, block))
        .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.exitCode()).isEqualTo(255))
        .hasMessageStartingWith("confxml.xml:" + place + ": ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          foo     | | sersync plugin error，please confirm the config xml
          Socket  | | sersync plugin error，please confirm the config xml
          socket  | | Error there is no plugin tag in config xml
          command | <plugin name="command"><filter start="true"><include expression="a("/></filter></plugin> | plugin command regular expression error
          """)
  void sersyncsOwnErrors(String name, String block, String line) {
    assertThatThrownBy(() -> plugin(name, block == null ? "" : block))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(1);
              assertThat(e.sersyncLine()).isEqualTo(line);
            })
        .hasMessageMatching("confxml.xml:[12]:[0-9]+: .*");
  }

  @Test
  void thePasswordIsNotShown() {
    assertThat(new PluginConfig.RefreshCdn("/w", "h", 80, "u", "secret", "b", null).toString())
        .doesNotContain("secret");
  }
}
