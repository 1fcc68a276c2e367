package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.ConnectionLog;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.Background;
import org.jsersync.it.product.ConfXmlFile;
import org.jsersync.it.product.LiveMirror;
import org.jsersync.it.product.Product;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Plugins of a confxml.xml, as sersync's users have them (06-sersync, section 14, rows 21 to 25).
 */
class PluginsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Nobody listens there: all remotes of a confxml share one port. */
  private static final String DOWN = "127.0.0.2";

  private final Path home = Scratch.create("plugins");
  private final Path source = directory("source");
  private final Path calls = home.resolve("calls");
  private final RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0);
  private final ConnectionLog listener = ConnectionLog.start();

  @AfterEach
  void close() {
    listener.close();
    daemon.close();
    Scratch.delete(home);
  }

  private Path directory(String name) {
    try {
      return Files.createDirectory(home.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ConfXmlFile conf(String... modules) {
    ConfXmlFile conf = ConfXmlFile.watching(source).auth(daemon);
    for (String module : modules) {
      conf.remote("127.0.0.1", module);
    }
    return conf;
  }

  private LiveMirror mirror(ConfXmlFile conf) {
    LiveMirror mirror = LiveMirror.ofConfiguration(source, conf.write(home));
    mirror.awaitMirrored(daemon, "data");
    return mirror;
  }

  /** The script is given a name and tells it, with what it finds of it in two modules. */
  private Path script() throws IOException {
    String text =
        """
        case $1 in %1$s/*) rel=${1#%1$s/};; *) rel=nowhere;; esac
        found=
        for module in %2$s %3$s; do
          if [ -e "$module/$rel" ]; then found=$found+; else found=$found-; fi
        done
        printf '%%s|' "$@" >> %4$s
        printf '%%s\\n' "$found" >> %4$s
        """
            .formatted(source, daemon.modulePath("data"), daemon.modulePath("backup"), calls);
    return Files.writeString(home.resolve("script.sh"), text);
  }

  private String command() throws IOException {
    return "<plugin name=\"command\"><param prefix=\"/bin/sh " + script() + "\"/></plugin>";
  }

  private List<String> calls() {
    try {
      return Files.exists(calls)
          ? Files.readString(calls, StandardCharsets.ISO_8859_1).lines().toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitEqual(Supplier<List<String>> found, String... wanted) {
    await().atMost(LIMIT).untilAsserted(() -> assertThat(found.get()).containsExactly(wanted));
  }

  private static void awaitSize(Supplier<List<String>> found, int size) {
    await().atMost(LIMIT).untilAsserted(() -> assertThat(found.get()).hasSize(size));
  }

  /** Changes of which each leads to one call. */
  private static void each(LiveMirror mirror, Supplier<List<String>> found, String... changes) {
    for (int i = 0; i < changes.length; i++) {
      mirror.change(changes[i]);
      awaitSize(found, i + 1);
    }
  }

  @Test
  @DisplayName("row 21: a command is called for each name, when both remotes have it")
  void aCommandIsCalledOnceForEachNameThatBothRemotesHave() throws IOException {
    ConfXmlFile conf =
        conf("data", "backup")
            .plugin(
                "command",
                """
                <plugin name="command">
                  <param prefix="/bin/sh %s" suffix="s1 s2" ignoreError="true"/>
                  <filter start="true">
                    <include expression="(.*)\\.php"/><include expression="(.*)/sub"/>
                  </filter>
                </plugin>
                """
                    .formatted(script()));
    Command.script(source, "echo 1 > early.php").succeed();
    try (LiveMirror mirror = mirror(conf)) {
      mirror.awaitMirrored(daemon, "backup");
      each(
          mirror,
          this::calls,
          "echo 1 > a.txt; echo 1 > a.php",
          "mkdir sub",
          "echo 1 > sub/b.php",
          "rm a.php");
      assertThat(mirror.terminate()).isZero();
    }
    assertThat(calls())
        .containsExactly(
            source + "/a.php|s1|s2|++",
            source + "/sub|s1|s2|++",
            source + "/sub/b.php|s1|s2|++",
            source + "/a.php|s1|s2|--");
  }

  @Test
  void whatIsPutIntoANewDirectoryAtOnceIsToldToo() throws IOException {
    ConfXmlFile conf = conf("data").plugin("command", command());
    try (LiveMirror mirror = mirror(conf)) {
      mirror.change("mkdir -p d/e/f; for i in 1 2 3; do echo $i > d/e/f/$i; done");
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(calls())
                      .contains(
                          source + "/d|+-",
                          source + "/d/e|+-",
                          source + "/d/e/f|+-",
                          source + "/d/e/f/1|+-",
                          source + "/d/e/f/2|+-",
                          source + "/d/e/f/3|+-"));
    }
  }

  @Test
  @DisplayName("row 22: a name is one argument to a command, and nothing in it runs")
  void aNameIsOneArgumentAndNothingInItRuns() throws IOException {
    ConfXmlFile conf = conf("data").plugin("command", command());
    try (LiveMirror mirror = mirror(conf)) {
      mirror.change(
          """
          echo 1 > 'a b.php'; echo 1 > 'x;touch pwned'; echo 1 > '$(touch pwned)'
          echo 1 > ./-rf; echo 1 > "$(printf '\\344\\377')"
          """);
      awaitSize(this::calls, 5);
      assertThat(calls())
          .containsExactlyInAnyOrder(
              source + "/a b.php|+-",
              source + "/x;touch pwned|+-",
              source + "/$(touch pwned)|+-",
              source + "/-rf|+-",
              source + "/\344\377|+-");
      assertThat(Command.script(home, "find / -xdev -name pwned | head -1").run().outText())
          .isEmpty();
    }
  }

  private String socket(int port) {
    return "<plugin name=\"socket\"><localpath watch=\""
        + source
        + "\"><deshost ip=\"127.0.0.1\" port=\""
        + port
        + "\"/></localpath></plugin>";
  }

  @Test
  @DisplayName("row 23: a socket gets each name by itself")
  void aConnectionForEachName() throws IOException {
    ConfXmlFile conf = conf("data").plugin("socket", socket(listener.port()));
    try (LiveMirror mirror = mirror(conf)) {
      each(
          mirror,
          listener::connections,
          "echo 1 > a",
          "mkdir d",
          "echo 1 > 'd/s p'",
          "rm a",
          "rm -r d",
          "echo 1 > f");
      mirror.change("mv f g");
      awaitSize(listener::connections, 8);
      assertThat(mirror.terminate()).isZero();
    }
    assertThat(listener.connections())
        .containsExactly(
            source + "/a",
            source + "/d",
            source + "/d/s p",
            source + "/a",
            source + "/d",
            source + "/f",
            source + "/f",
            source + "/g");
  }

  private String cdn(String watch, String regex, String match) {
    return """
    <plugin name="refreshCDN">
      <localpath watch="%s">
        <cdninfo domainname="localhost" port="%d" username="U" passwd="P"/>
        <sendurl base="http://pic.example/cms"/>
        <regexurl regex="%s" match="%s"/>
      </localpath>
    </plugin>
    """
        .formatted(watch, listener.port(), regex, match);
  }

  private static String head(String what) {
    return "HEAD /index.jsp?user=U&pswd=P&ok=ok&" + what + " HTTP/1.0\r\nHost: localhost\r\n\r\n";
  }

  @Test
  @DisplayName("row 24: a CDN is asked to refresh files and directories")
  void aRequestForEachNameWithItsUrl() throws IOException {
    ConfXmlFile conf =
        conf("data").plugin("refreshCDN", cdn(source + "/", "false", "site([a-z]*)"));
    try (LiveMirror mirror = mirror(conf)) {
      each(
          mirror,
          listener::connections,
          "echo 1 > a.png",
          "mkdir d",
          "echo 1 > 'd/b c.png'",
          "rm -r d");
      assertThat(mirror.terminate()).isZero();
    }
    assertThat(listener.connections())
        .containsExactly(
            head("urls=http://pic.example/cms/a.png"),
            head("dirs=http://pic.example/cms/d/"),
            head("urls=http://pic.example/cms/d/b%20c.png"),
            head("dirs=http://pic.example/cms/d/"));
  }

  @Test
  @DisplayName("row 25: an expression makes the address, or there is none")
  void anExpressionMakesTheUrl() throws IOException {
    Command.script(source, "mkdir -p site/abc/x.xoyo.com/images").succeed();
    String match = "site([/a-zA-Z0-9]*).xoyo.com/images";
    ConfXmlFile conf = conf("data").plugin("refreshCDN", cdn(source + "/", "true", match));
    try (LiveMirror mirror = mirror(conf)) {
      each(
          mirror,
          listener::connections,
          "echo 1 > other.png; cd site/abc/x.xoyo.com/images; echo 1 > p.png",
          "mkdir site/abc/x.xoyo.com/images/d");
      assertThat(mirror.terminate()).isZero();
    }
    assertThat(listener.connections())
        .containsExactly(
            head("urls=http://pic.example/cms/abc/x/p.png"),
            head("dirs=http://pic.example/cms/abc/x/d/"));
  }

  @Test
  void httpHasARequestForWhatWasConfirmedTogether() throws IOException {
    ConfXmlFile conf =
        conf("data")
            .plugin(
                "http",
                "<plugin name=\"http\"><http url=\"http://127.0.0.1:"
                    + listener.port()
                    + "/changed\"/></plugin>");
    try (LiveMirror mirror = mirror(conf)) {
      mirror.change("echo 1 > a");
      awaitSize(listener::connections, 1);
      assertThat(listener.connections().getFirst())
          .startsWith("POST /changed HTTP/1.1\r\n")
          .contains("Content-Type: application/json\r\n")
          .contains("\"root\":\"" + source + "\",\"paths\":[{\"path\":\"" + source + "/a\",")
          .endsWith("\"relative\":\"a\",\"directory\":false}]}");
    }
  }

  @Test
  void aDeadTargetDelaysNoMirror() throws IOException {
    ConfXmlFile conf = conf("data").plugin("socket", socket(RsyncDaemon.freePort()));
    try (LiveMirror mirror = mirror(conf)) {
      for (int i = 0; i < 3; i++) {
        mirror.change("for i in $(seq 100); do echo $RANDOM > f$i; done; mkdir d; rmdir d");
        mirror.awaitMirrored(daemon, "data");
      }
      await().atMost(LIMIT).until(() -> mirror.output().contains("Connection refused"));
      assertThat(mirror.terminate()).isZero();
      assertThat(mirror.output().split("Connection refused", -1)).hasSize(2);
      // The one that it was at may have changed again meanwhile.
      assertThat(mirror.output()).containsPattern("; told: 0 names, not told: 10[12] names");
    }
  }

  @Test
  void aRemoteThatIsDownHoldsNoCallsBack() throws IOException {
    ConfXmlFile conf = conf("data", "backup").remote(DOWN, "data").plugin("command", command());
    try (LiveMirror mirror = mirror(conf)) {
      mirror.change("echo 1 > a");
      awaitEqual(this::calls, source + "/a|++");
      mirror.change("rm a");
      awaitEqual(this::calls, source + "/a|++", source + "/a|--");
    }
  }

  /** {@code -m}: the rest of the file need not even be there. */
  private Background alone(String plugin, String blocks) throws IOException {
    Path confxml =
        Files.writeString(
            home.resolve("confxml.xml"),
            "<head><sersync><localpath watch=\"" + source + "/\"/></sersync>" + blocks + "</head>");
    Background running =
        Background.start(Product.jsersync("-r", "-m", plugin, "-o", confxml).in(home));
    await().atMost(LIMIT).until(() -> running.output().contains("watching 1 directory"));
    return running;
  }

  private void change(String script) {
    Command.script(source, script).succeed();
  }

  @Test
  void eachPluginRunsAlone() throws IOException {
    try (Background running = alone("command", command())) {
      change("mkdir d");
      awaitEqual(this::calls, source + "//d|--");
      change("echo 1 > d/f");
      awaitEqual(this::calls, source + "//d|--", source + "//d/f|--");
      assertThat(running.terminate()).isZero();
    }
    change("rm -r d");
    try (Background running = alone("socket", socket(listener.port()))) {
      assertThat(running.output())
          .contains("启动SOCKET接口\n监控路径: " + source + "  ip:  127.0.0.1 端口号: ");
      change("echo 1 > a");
      awaitEqual(listener::connections, source + "/a");
      change("mkdir d");
      awaitEqual(listener::connections, source + "/a", source + "/d");
      assertThat(running.terminate()).isZero();
    }
    change("rm -r a d");
    try (Background running = alone("refreshCDN", cdn(source + "/", "false", ""))) {
      change("echo 1 > a");
      awaitSize(listener::connections, 3);
      assertThat(listener.connections().getLast()).isEqualTo(head("urls=http://pic.example/cms/a"));
      assertThat(running.terminate()).isZero();
    }
    String http =
        "<plugin name=\"http\"><http url=\"http://127.0.0.1:" + listener.port() + "/\"/></plugin>";
    try (Background running = alone("http", http)) {
      change("echo 1 > b");
      awaitSize(listener::connections, 4);
      assertThat(listener.connections().getLast()).contains("\"path\":\"" + source + "/b\"");
      assertThat(running.terminate()).isZero();
    }
  }

  @Test
  void anUnknownPluginIsRefused() {
    Command.Outcome outcome = Product.jsersync("-m", "foo").in(home).run();
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.outText()).isEqualTo("模块名称错误\n");
  }
}
