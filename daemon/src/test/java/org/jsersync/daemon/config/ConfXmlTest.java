package org.jsersync.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.DeleteMode;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RemoteShell;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.DirectoryFilter;
import org.jsersync.watcher.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 06-sersync, sections 1, 3, 4.2 and 12. */
class ConfXmlTest {
  private final ConfXmlFixture conf = new ConfXmlFixture();

  @Test
  void thePublishedDefaultConfiguration() throws ConfigException {
    TreeConfig tree = conf.tree(ConfXmlFixture.published());
    assertThat(tree.root()).isEqualTo(BytePath.of("/data"));
    assertThat(tree.triggers())
        .containsExactlyInAnyOrder(
            Trigger.DELETE,
            Trigger.CREATE_FOLDER,
            Trigger.CLOSE_WRITE,
            Trigger.MOVE_FROM,
            Trigger.MOVE_TO);
    assertThat(tree.delete()).isTrue();
    assertThat(tree.exclude()).isSameAs(DirectoryFilter.NONE);
    assertThat(tree.transientNames().excluded(BytePath.of("a~"), false)).isTrue();
    assertThat(tree.remotes()).hasSize(1);
    RemoteConfig remote = tree.remotes().getFirst();
    assertThat(remote.target()).hasToString("backup.example::data");
    assertThat(remote.password()).isNull();
    assertThat(remote.options().timeoutSeconds()).isZero();
    assertThat(remote.options().delete()).isEqualTo(DeleteMode.DEFAULT);
    assertThat(remote.options().compression()).isEqualTo(Compression.AUTO);
    assertThat(remote.options().has(PushFlag.UPDATE)).isTrue();
    assertThat(remote.options().has(PushFlag.RELATIVE)).isTrue();
    assertThat(tree.fullSync()).isNull();
    assertThat(conf.parse(ConfXmlFixture.published()).config().failLog())
        .isEqualTo(new FailLogConfig(Path.of("/tmp/rsync_fail_log.sh"), Duration.ofMinutes(60)));
    assertThat(conf.parse(ConfXmlFixture.published()).notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " version=\"2.5\"",
        "<host hostip=\"localhost\" port=\"8008\"></host>",
        "<debug start=\"false\"/>",
        "<fileSystem xfs=\"false\"/>",
        "<filter start=\"false\">.*?</filter>",
        "<exclude expression=\"\\(\\.\\*\\).*?</exclude>",
        "<inotify>.*?</inotify>",
        "<delete start=\"true\"/>",
        "<createFolder start=\"true\"/>",
        "<createFile start=\"false\"/>",
        "<closeWrite start=\"true\"/>",
        "<moveFrom start=\"true\"/>",
        "<moveTo start=\"true\"/>",
        "<attrib start=\"false\"/>",
        "<modify start=\"false\"/>",
        "<rsync>.*?</rsync>",
        "<commonParams params=\"-artuz\"/>",
        " params=\"-artuz\"",
        "<auth .*?/>",
        " users=\"root\" passwordfile=\"/etc/rsync.pas\"",
        "<userDefinedPort .*?/>",
        " port=\"874\"",
        "<timeout .*?/>",
        " time=\"100\"",
        "<ssh start=\"false\"/>",
        "<failLog .*?/>",
        " timeToExecute=\"60\"",
        "<crontab start.*?</crontab>",
        " schedule=\"600\"",
        "<crontabfilter .*?</crontabfilter>",
        "<plugin start=\"false\" name=\"command\"/>",
        "<plugin name=\"command\">.*?</plugin>",
        "<plugin name=.*</plugin>",
        " start=\"(true|false)\"",
      })
  void whateverIsOptionalHasTheDefaultOfThePublishedConfiguration(String removed)
      throws ConfigException {
    Pattern pattern = Pattern.compile(removed, Pattern.DOTALL);
    String published = ConfXmlFixture.published();
    String less = pattern.matcher(published).replaceAll("");
    assertThat(less).isNotEqualTo(published);
    assertThat(conf.parse(less).config()).isEqualTo(conf.parse(published).config());
  }

  @Test
  void severalRemotesInTheirOrder() throws ConfigException {
    TreeConfig tree =
        conf.tree(
            """
            <head><sersync><localpath watch="/d">
              <remote ip="a" name="m"/><remote ip="me@b" name="m/sub/dir"/>
              <remote ip="::1" name="m"/><remote ip="a" name="m"/>
            </localpath></sersync></head>
            """);
    assertThat(tree.remotes())
        .extracting(remote -> remote.target().toString())
        .containsExactly("a::m", "me@b::m/sub/dir", "[::1]::m");
  }

  @Test
  void authNamesUserAndPasswordFile() throws ConfigException {
    RemoteConfig remote =
        conf.remote(
            ConfXmlFixture.withRsync(
                "<auth start=\"true\" users=\"rsync_backup\""
                    + " passwordfile=\"/etc/rsync.password\"/>"));
    assertThat(remote.target().user()).isEqualTo("rsync_backup");
    assertThat(remote.password()).isEqualTo(PasswordSource.file(Path.of("/etc/rsync.password")));
  }

  @Test
  void portAndTimeoutCountWhenOn() throws ConfigException {
    RemoteConfig on =
        conf.remote(
            ConfXmlFixture.withRsync(
                "<userDefinedPort start=\"true\" port=\"8730\"/><timeout start=\"true\""
                    + " time=\"30\"/>"));
    assertThat(on.target().port()).isEqualTo(8730);
    assertThat(on.options().timeoutSeconds()).isEqualTo(30);
    RemoteConfig defaults =
        conf.remote(
            ConfXmlFixture.withRsync("<userDefinedPort start=\"true\"/><timeout start=\"true\"/>"));
    assertThat(defaults.target().port()).isEqualTo(874);
    assertThat(defaults.options().timeoutSeconds()).isEqualTo(100);
    RemoteConfig off =
        conf.remote(
            ConfXmlFixture.withRsync(
                "<userDefinedPort start=\"false\" port=\"x\"/><timeout start=\"ture\""
                    + " time=\"x\"/>"));
    assertThat(off.target().port()).isEqualTo(RsyncTarget.DEFAULT_PORT);
    assertThat(off.options().timeoutSeconds()).isZero();
  }

  @Test
  void withSshTheNameIsAPath() throws ConfigException {
    String text =
        ConfXmlFixture.withRsync(
            "<auth start=\"true\" users=\"backup\" passwordfile=\"/p\"/>"
                + "<userDefinedPort start=\"true\" port=\"2222\"/><ssh start=\"true\"/>");
    ParsedConfig parsed = conf.parse(text.replace("name=\"m\"", "name=\"/srv/m\""));
    RemoteConfig remote = parsed.config().trees().getFirst().remotes().getFirst();
    assertThat(remote.target()).hasToString("backup@h:/srv/m");
    assertThat(remote.target().shell()).isEqualTo(RemoteShell.ssh().onPort(2222));
    assertThat(remote.password()).isNull();
    assertThat(parsed.notes())
        .anyMatch(note -> note.endsWith("with ssh the port is that of sshd: ssh -p 2222"))
        .anyMatch(note -> note.contains("the password file is not used with ssh"));

    RemoteConfig plain =
        conf.remote(
            ConfXmlFixture.withRsync(
                "<auth start=\"true\" users=\"u\"/><userDefinedPort start=\"true\"/><ssh"
                    + " start=\"true\"/>"));
    assertThat(plain.target()).hasToString("u@h:m");
    assertThat(plain.target().shell()).isEqualTo(RemoteShell.ssh());
  }

  @Test
  void paramsAreSplitAsByAShell() throws ConfigException {
    conf.parse(
        ConfXmlFixture.withRsync(
            "<commonParams params=\"-artuz --exclude='a b' &quot;--exclude=c d&quot;  -P\"/>"));
    assertThat(conf.words).containsExactly("-artuz", "--exclude=a b", "--exclude=c d", "-P");
  }

  @Test
  void withoutTheDeleteSwitchNothingIsEverDeleted() throws ConfigException {
    String off = "<inotify><delete start=\"false\"/></inotify>";
    TreeConfig tree = conf.tree(ConfXmlFixture.with(off));
    assertThat(tree.delete()).isFalse();
    assertThat(tree.triggers()).doesNotContain(Trigger.DELETE);
    assertThat(tree.remotes().getFirst().options().deletes()).isFalse();

    String params = ConfXmlFixture.withRsync("<commonParams params=\"-artuz --delete-after\"/>");
    assertThat(conf.remote(params).options().delete()).isEqualTo(DeleteMode.AFTER);
    ParsedConfig both = conf.parse(params.replace("<sersync>", off + "<sersync>"));
    assertThat(both.config().trees().getFirst().remotes().getFirst().options().deletes()).isFalse();
    assertThat(both.notes()).anyMatch(note -> note.contains("nothing is deleted"));
  }

  @Test
  void expressionsCountWhenTheFilterIsOn() throws ConfigException {
    String filter =
        "<filter start=\"true\"><exclude expression=\"(.*)\\.php\"/><exclude expression=\"\"/>"
            + "<exclude/><exclude expression=\"^info/*\"/></filter>";
    DirectoryFilter on = conf.tree(ConfXmlFixture.with(filter)).exclude();
    assertThat(on.excluded(BytePath.of("a.php"), false)).isTrue();
    assertThat(on.excluded(BytePath.of("info"), true)).isTrue();
    assertThat(on.excluded(BytePath.of("a.html"), false)).isFalse();
    assertThat(conf.tree(ConfXmlFixture.with(filter.replace("true", "false"))).exclude())
        .isSameAs(DirectoryFilter.NONE);
  }

  @Test
  void xfsIsTakenAndChangesNothing() throws ConfigException {
    String on = ConfXmlFixture.published().replace("xfs=\"false\"", "xfs=\"true\"");
    assertThat(conf.parse(on).config()).isEqualTo(conf.parse(ConfXmlFixture.published()).config());
    assertThat(conf.parse(on).notes()).isEqualTo(conf.parse(ConfXmlFixture.published()).notes());
  }

  @Test
  void letterCaseOfNamesDoesNotCount() throws ConfigException {
    TreeConfig tree =
        conf.tree(
            "<HEAD><Sersync><LocalPath WATCH='/d'><REMOTE Ip='h' NAME='m'/></LocalPath></Sersync>"
                + "<INOTIFY><CREATEFILE START='true'/></INOTIFY></HEAD>");
    assertThat(tree.root()).isEqualTo(BytePath.of("/d"));
    assertThat(tree.triggers()).contains(Trigger.CREATE_FILE);
  }

  @Test
  void theFirstOfTwoCounts() throws ConfigException {
    ParsedConfig parsed =
        conf.parse(
            """
            <head>
              <sersync>
                <localpath watch="/first"><remote ip="h" name="m"/></localpath>
                <crontab start="false"/><crontab start="true"/>
              </sersync>
              <debug start="true"/><debug start="false"/>
            </head>
            """);
    assertThat(parsed.config().debug()).isTrue();
    assertThat(parsed.notes())
        .containsExactly(
            "confxml.xml:4:29: second <crontab> is ignored: the first one counts",
            "confxml.xml:6:24: second <debug> is ignored: the first one counts");
  }

  @Test
  void eachLocalpathIsATreeOfItsOwn() throws ConfigException {
    ParsedConfig parsed =
        conf.parse(
            """
            <head>
              <filter start="true"><exclude expression="x"/></filter>
              <sersync>
                <localpath watch="/one"><remote ip="h" name="m"/><remote ip="i" name="m"/></localpath>
                <localpath watch="/two"><remote ip="h" name="n"/></localpath>
                <localpath watch="/one/"><remote ip="i" name="m"/><remote ip="j" name="m"/></localpath>
                <localpath watch="/two/in"><remote ip="h" name="o"/></localpath>
              </sersync>
            </head>
            """);
    assertThat(parsed.config().trees())
        .extracting(
            tree -> tree.root() + " " + tree.remotes().stream().map(r -> r.target()).toList())
        .containsExactly("/one [h::m, i::m, j::m]", "/two [h::n]", "/two/in [h::o]");
    assertThat(parsed.config().trees())
        .allMatch(tree -> tree.exclude().excluded(BytePath.of("x"), false));
    String others = ": sersync takes only the first <localpath>; here all are mirrored";
    assertThat(parsed.notes())
        .containsExactly(
            "confxml.xml:5:5" + others,
            "confxml.xml:6:5" + others,
            "confxml.xml:6:5: /one is watched already, by line 4: one watch serves both",
            "confxml.xml:7:5" + others,
            "confxml.xml:7:5: /two/in lies in /two (see line 5): what changes there goes to the"
                + " remotes of both");
  }

  @Test
  void eachLineHasItsStanding() throws ConfigException {
    assertThat(
            conf.parse("<head><bogus/><debug start='ture'/>" + ConfXmlFixture.with("").substring(6))
                .entries())
        .extracting(entry -> entry.place() + " " + entry.standing() + " " + entry.text())
        .containsExactly(
            "confxml.xml SET no <failLog>, which means /tmp/rsync_fail_log.sh",
            "confxml.xml:1:7 IGNORED unknown element <bogus> in <head> is ignored",
            "confxml.xml:1:15 UNUSED <debug start=\"ture\">: switched off",
            "confxml.xml:1:22 DOUBTFUL start=\"ture\" means off: only \"true\" switches on",
            "confxml.xml:1:45 SET <localpath watch=\"/data\">",
            "confxml.xml:1:70 SET <remote ip=\"h\" name=\"m\">");
    assertThat(conf.parse(ConfXmlFixture.with("")).entries())
        .extracting(ConfigEntry::subject)
        .hasExactlyElementsOfTypes(
            Subject.FailLog.class, Subject.Directory.class, Subject.Remote.class);
  }

  @Test
  void whatIsUnknownIsIgnoredAndSaid() throws ConfigException {
    assertThat(
            conf.parse(
                    """
                    <head>
                      <bogus a="b"><deeper/></bogus>
                      <sersync><localpath watch="/d"
                          colour="red"><remote ip="h" name="m"/></localpath></sersync>
                    </head>
                    """)
                .notes())
        .containsExactly(
            "confxml.xml:2:3: unknown element <bogus> in <head> is ignored",
            "confxml.xml:4:7: unknown attribute colour of <localpath> is ignored");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRUE", "True", "1", "yes", " true", "", "ture"})
  void onlyExactlyTrueIsOn(String value) throws ConfigException {
    ParsedConfig parsed = conf.parse(ConfXmlFixture.with("<debug start=\"" + value + "\"/>"));
    assertThat(parsed.config().debug()).isFalse();
    assertThat(parsed.notes())
        .containsExactly(
            "confxml.xml:1:95: start=\"" + value + "\" means off: only \"true\" switches on");
  }

  @Test
  void theWatchedPathIsTrimmedAndMayBeRelative() throws ConfigException {
    assertThat(conf.tree(watch(" /data/ ")).root()).isEqualTo(BytePath.of("/data"));
    assertThat(conf.tree(watch("my src &amp; it's")).root())
        .isEqualTo(BytePath.of("/here/my src & it's"));
    assertThat(conf.tree(watch("./a/")).root()).isEqualTo(BytePath.of("/here/a"));
    assertThat(conf.tree(watch(".")).root()).isEqualTo(BytePath.of("/here"));
  }

  private static String watch(String path) {
    return ConfXmlFixture.with("").replace("watch=\"/data\"", "watch=\"" + path + "\"");
  }

  @Test
  void theDeclaredEncodingDoesNotCountAndBytesSurvive() throws ConfigException {
    String declared = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + watch("/数据/é");
    assertThat(conf.tree(declared).root()).isEqualTo(BytePath.of("/数据/é"));

    byte[] latin = watch("/caf\u00e9").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(conf.parse(latin).config().trees().getFirst().root().toBytes())
        .isEqualTo("/caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16BE", "UTF-16LE"})
  void utf16IsTakenWithItsMark(String encoding) throws Exception {
    String text = "\ufeff<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + watch("/数据");
    assertThat(
            conf.parse(text.getBytes(Charset.forName(encoding))).config().trees().getFirst().root())
        .isEqualTo(BytePath.of("/数据"));
  }

  @Test
  void gbkStaysAsItIs() throws Exception {
    String text = "<?xml version=\"1.0\" encoding=\"GBK\"?>" + watch("/数据|");
    assertThat(
            conf.parse(text.getBytes(Charset.forName("GBK")))
                .config()
                .trees()
                .getFirst()
                .root()
                .toBytes())
        .isEqualTo("/数据|".getBytes(Charset.forName("GBK")));
  }

  @Test
  void byteOrderMarkAndCarriageReturnsAreTaken() throws ConfigException {
    String windows = "\ufeff" + ConfXmlFixture.published().replace("\n", "\r\n");
    assertThat(conf.parse(windows).config())
        .isEqualTo(conf.parse(ConfXmlFixture.published()).config());
    assertThat(conf.parse(windows).notes())
        .isEqualTo(conf.parse(ConfXmlFixture.published()).notes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <commonParams params="-artuz --server"/>        | --server: unknown option
          <commonParams params="-a; reboot"/>             | ';' has a meaning for a shell
          <auth start="true" users="u"/>                  | <auth> has no passwordfile
          <auth start="true" passwordfile="/p"/>          | <auth> has no users
          <auth start="true" users="" passwordfile="/p"/> | users is empty
          <userDefinedPort start="true" port="0"/>        | port="0" is no number from 1 to 65535
          <userDefinedPort start="true" port="x"/>        | port="x" is no number from 1 to 65535
          <timeout start="true" time="-1"/>               | time="-1" is no number from 0 to 86400
          """)
  void whatCannotBeDoneIsRefusedAndLocated(String element, String message) {
    assertThatThrownBy(() -> conf.parse(ConfXmlFixture.withRsync("\n  " + element)))
        .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.exitCode()).isEqualTo(255))
        .hasMessageStartingWith("confxml.xml:2:")
        .hasMessageContaining(message);
  }

  @Test
  void aBadExpressionIsRefusedAtStart() {
    assertThatThrownBy(
            () ->
                conf.parse(
                    ConfXmlFixture.with(
                        "\n<filter start=\"true\">\n  <exclude expression=\"a(b\"/></filter>")))
        .hasMessageStartingWith("confxml.xml:3:12: exclude expression \"a(b\": Unclosed group");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <head/>                                                          | no <localpath
          <head><sersync/></head>                                          | no <localpath
          <head><sersync><localpath/></sersync></head>                     | <localpath> has no watch
          <head><sersync><localpath watch="/d"/></sersync></head>          | no <remote
          """)
  void withNothingToDoSersyncsExitCodeIs1(String text, String message) {
    assertThatThrownBy(() -> conf.parse(text))
        .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
        .hasMessageContaining(message);
  }

  @Test
  void anEmptyWatchExitsWith1() {
    assertThatThrownBy(() -> conf.parse(watch("")))
        .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
        .hasMessageStartingWith("confxml.xml:1:27: watch is empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <remote name="m"/>           | 1:38: <remote> has no ip
          <remote ip="h"/>             | 1:38: <remote> has no name
          <remote ip="h" name="/m"/>   | 1:38: "h::/m" has a / where a module's name must stand
          <remote ip="h" name=" "/>    | 1:53: name is empty
          """)
  void aRemoteNeedsHostAndModule(String remote, String message) {
    assertThatThrownBy(
            () ->
                conf.parse(
                    "<head><sersync><localpath watch=\"/d\">"
                        + remote
                        + "</localpath></sersync></head>"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("confxml.xml:" + message);
  }

  @Test
  void messagesAreOneLineWhateverAValueHolds() {
    assertThatThrownBy(
            () ->
                conf.parse(
                    ConfXmlFixture.withRsync("<timeout start=\"true\" time=\"1&#10;&#x9b;2J\"/>")))
        .hasMessageContaining("time=\"1\\#012\\#302\\#2332J\" is no number");
  }

  @Test
  void allSwitchesOffIsRefused() {
    String off = ConfXmlFixture.published().replace("start=\"true\"", "start=\"false\"");
    assertThatThrownBy(() -> conf.parse(off))
        .hasMessageStartingWith("confxml.xml:12:5: every switch in <inotify> is off");
  }

  @Test
  void aMissingFileAndADirectoryAreNamed(@TempDir Path dir) throws Exception {
    ConfXml reader =
        new ConfXml(
            _ -> new CommonParams.Given(PushOptions.archive(), 0, null),
            BytePath.of("/"),
            Map.of());
    assertThatThrownBy(() -> reader.read(dir.resolve("none.xml"), true))
        .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.exitCode()).isEqualTo(255))
        .hasMessage(dir + "/none.xml: no such file");
    assertThatThrownBy(() -> reader.read(dir, true))
        .hasMessageStartingWith(dir + ": cannot be read: ");
    Path file = Files.writeString(dir.resolve("c.xml"), ConfXmlFixture.with(""));
    assertThat(reader.read(file, true).config().trees().getFirst().initialSync()).isTrue();
  }
}
