package org.jsersync.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jsersync.daemon.config.ConfigEntry.Standing;
import org.junit.jupiter.api.Test;

/** What is said of each line of a {@code confxml.xml}. */
class ConfXmlEntriesTest {
  private final ConfXmlFixture conf = new ConfXmlFixture();

  private List<String> lines(String text) throws ConfigException {
    return conf.parse(text).entries().stream()
        .map(entry -> entry.standing() + " " + entry.text())
        .toList();
  }

  @Test
  void ofThePublishedOne() throws ConfigException {
    String filterOff = ": <filter> is switched off";
    String crontabOff = ": <crontab> is switched off";
    String socket = ": only with -m socket: <plugin> of <sersync> is switched off";
    String cdn = ": only with -m refreshCDN: <plugin> of <sersync> is switched off";
    String command = ": only with -m command: <plugin> of <sersync> is switched off";
    assertThat(lines(ConfXmlFixture.published()))
        .containsExactly(
            "UNUSED <host hostip=\"localhost\" port=\"8008\">: nothing listens there, as with"
                + " sersync, which only prints it",
            "UNUSED <debug start=\"false\">: switched off",
            "UNUSED <fileSystem xfs=\"false\">: every file system is watched alike, links to"
                + " directories on none",
            "UNUSED <filter start=\"false\">: switched off",
            "UNUSED <exclude expression=\"(.*)\\.svn\">" + filterOff,
            "UNUSED <exclude expression=\"(.*)\\.gz\">" + filterOff,
            "UNUSED <exclude expression=\"^info/*\">" + filterOff,
            "UNUSED <exclude expression=\"^static/*\">" + filterOff,
            "SET <delete start=\"true\">",
            "SET <createFolder start=\"true\">",
            "UNUSED <createFile start=\"false\">: switched off",
            "SET <closeWrite start=\"true\">",
            "SET <moveFrom start=\"true\">",
            "SET <moveTo start=\"true\">",
            "UNUSED <attrib start=\"false\">: switched off",
            "UNUSED <modify start=\"false\">: switched off",
            "SET <localpath watch=\"/data\">",
            "SET <remote ip=\"backup.example\" name=\"data\">",
            "SET <commonParams params=\"-artuz\">",
            "UNUSED <auth start=\"false\" users=\"root\" passwordfile=\"/etc/rsync.pas\">: switched"
                + " off",
            "UNUSED <userDefinedPort start=\"false\" port=\"874\">: switched off",
            "UNUSED <timeout start=\"false\" time=\"100\">: switched off",
            "UNUSED <ssh start=\"false\">: switched off",
            "SET <failLog path=\"/tmp/rsync_fail_log.sh\" timeToExecute=\"60\">",
            "UNUSED <crontab start=\"false\" schedule=\"600\">: switched off",
            "UNUSED <crontabfilter start=\"false\">" + crontabOff,
            "UNUSED <exclude expression=\"*.php\">" + crontabOff,
            "UNUSED <exclude expression=\"info/*\">" + crontabOff,
            "UNUSED <plugin start=\"false\" name=\"command\">: switched off",
            "UNUSED <plugin name=\"command\">" + command,
            "UNUSED <param prefix=\"/bin/sh\" suffix=\"\" ignoreError=\"true\">" + command,
            "UNUSED <filter start=\"false\">" + command,
            "UNUSED <include expression=\"(.*)\\.php\">" + command,
            "UNUSED <include expression=\"(.*)\\.sh\">" + command,
            "UNUSED <plugin name=\"socket\">" + socket,
            "UNUSED <localpath watch=\"/data\">" + socket,
            "UNUSED <deshost ip=\"192.0.2.20\" port=\"8009\">" + socket,
            "UNUSED <plugin name=\"refreshCDN\">" + cdn,
            "UNUSED <localpath watch=\"/data/site/\">" + cdn,
            "UNUSED <cdninfo domainname=\"cdn.example\" port=\"80\" username=\"xxxx\""
                + " passwd=\"…\">"
                + cdn,
            "UNUSED <sendurl base=\"http://pic.example/cms\">" + cdn,
            "UNUSED <regexurl regex=\"false\" match=\"site([/a-zA-Z0-9]*).example/images\">" + cdn);
    assertThat(conf.parse(ConfXmlFixture.published()).notes())
        .as("nobody is told at each start of what is off")
        .isEmpty();
  }

  private List<String> lines(String text, Class<? extends Subject> subject) throws ConfigException {
    return conf.parse(text).entries().stream()
        .filter(entry -> subject.isInstance(entry.subject()))
        .map(ConfigEntry::text)
        .toList();
  }

  @Test
  void whatIsOnIsLookedAt() throws ConfigException {
    String on =
        ConfXmlFixture.published()
            .replace("start=\"false\"", "start=\"true\"")
            .replace("<ssh start=\"true\"/>", "");
    assertThat(lines(on, Subject.FailLog.class)).hasSize(1);
    assertThat(lines(on, Subject.Schedule.class))
        .containsExactly("<crontab start=\"true\" schedule=\"600\">");
    assertThat(lines(on, Subject.Password.class)).singleElement().asString().startsWith("<auth ");
    assertThat(lines(on, Subject.Plugin.class)).containsExactly("<plugin name=\"command\">");
    assertThat(lines(on))
        .contains(
            "SET <exclude expression=\"(.*)\\.gz\">: left out; not deleted at the"
                + " remotes: /**.gz",
            "SET <exclude expression=\"*.php\">: neither sent nor deleted by comparisons on"
                + " schedule",
            "SET <include expression=\"(.*)\\.sh\">",
            "UNUSED <plugin name=\"socket\">: only with -m socket: <plugin> of <sersync> calls"
                + " command");
  }

  @Test
  void whatAnExpressionProtectsIsSaid() throws ConfigException {
    String filter = "<filter start='true'><exclude expression='(?!x).*'/></filter>";
    ParsedConfig parsed = conf.parse(ConfXmlFixture.with(filter));
    assertThat(parsed.notes())
        .singleElement()
        .asString()
        .contains("no pattern of rsync's says \"(?!x).*\"", "comparisons delete nothing there");
    String kept = "<inotify><delete start='false'/></inotify>";
    assertThat(conf.parse(ConfXmlFixture.with(filter + kept)).notes()).isEmpty();
    assertThat(lines(ConfXmlFixture.with(filter + kept)))
        .contains("SET <exclude expression=\"(?!x).*\">: left out");
  }

  @Test
  void aScheduleThatNeverComesIsOfNoUse() throws ConfigException {
    String crontab = "<crontab start=\"true\" schedule=\"0\"/>";
    String text =
        "<head><sersync><localpath watch='/d'><remote ip='h' name='m'/></localpath>"
            + crontab
            + "</sersync></head>";
    assertThat(lines(text))
        .contains("UNUSED " + crontab.replace("/>", ">: never runs"))
        .anyMatch(line -> line.startsWith("DOUBTFUL crontab never runs"));
    assertThat(lines(text, Subject.Schedule.class)).isEmpty();
  }

  @Test
  void whatIsNotWrittenIsLookedAtWhereItCounts() throws ConfigException {
    List<ConfigEntry> entries = conf.parse(ConfXmlFixture.with("")).entries();
    assertThat(entries.getFirst().place()).isEqualTo(ConfXmlFixture.CONFIG);
    assertThat(entries.getFirst().standing()).isEqualTo(Standing.SET);
    Subject subject = Objects.requireNonNull(entries.getFirst().subject());
    assertThat(subject).isInstanceOf(Subject.FailLog.class);
  }
}
