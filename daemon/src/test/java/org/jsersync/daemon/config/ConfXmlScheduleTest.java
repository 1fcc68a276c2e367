package org.jsersync.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jsersync.daemon.schedule.CronTimes;
import org.jsersync.daemon.schedule.Timetable;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.filter.FilterRules;
import org.jsersync.protocol.filter.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** failLog and crontab: 06-sersync, sections 3.2, 8 and 9. */
class ConfXmlScheduleTest {
  private final ConfXmlFixture conf = new ConfXmlFixture();

  private ParsedConfig parse(String element) throws ConfigException {
    return conf.parse(
        "<head><sersync>\n"
            + element
            + "\n<localpath watch='/d'><remote ip='h' name='m'/></localpath></sersync></head>");
  }

  private FailLogConfig failLog(String attributes) throws ConfigException {
    return Objects.requireNonNull(parse("<failLog " + attributes + "/>").config().failLog());
  }

  @Test
  void theFailLogHasAPathAndAPeriod() throws ConfigException {
    assertThat(failLog("path=' /var/lib/fail ' timeToExecute='5'"))
        .isEqualTo(new FailLogConfig(Path.of("/var/lib/fail"), Duration.ofMinutes(5)));
    assertThat(failLog("path='fail log'").path()).isEqualTo(Path.of("/here/fail log"));
    assertThat(failLog("").path()).isEqualTo(Path.of("/tmp/rsync_fail_log.sh"));
    assertThat(failLog("path=''").path()).isEqualTo(Path.of("/tmp/rsync_fail_log.sh"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.5", "x", "", "-3", "99999999999"})
  void aPeriodThatIsNoneIsAMinuteAndSaid(String period) throws ConfigException {
    String attribute = "path='/f' timeToExecute='" + period + "'";
    assertThat(failLog(attribute).every()).isEqualTo(Duration.ofMinutes(1));
    assertThat(parse("<failLog " + attribute + "/>").notes())
        .singleElement()
        .asString()
        .startsWith("confxml.xml:2:20: timeToExecute=\"" + period + "\" is no number of minutes");
  }

  @Test
  void withoutTheElementTheDefaultCounts() throws ConfigException {
    assertThat(parse("").config().failLog())
        .isEqualTo(new FailLogConfig(Path.of("/tmp/rsync_fail_log.sh"), Duration.ofMinutes(60)));
  }

  private FullSyncConfig crontab(String element) throws ConfigException {
    return Objects.requireNonNull(parse(element).config().trees().getFirst().fullSync());
  }

  @Test
  void theCrontabIsInMinutesOrAsCronHasIt() throws ConfigException {
    assertThat(crontab("<crontab start='true' schedule='15'/>").when())
        .isEqualTo(new Timetable.Every(Duration.ofMinutes(15)));
    assertThat(crontab("<crontab start='true'/>").when())
        .isEqualTo(new Timetable.Every(Duration.ofHours(10)));
    assertThat(crontab("<crontab start='true' schedule=' 30 2 * * 1-5 '/>").when())
        .isEqualTo(CronTimes.parse("30 2 * * 1-5", ZoneId.systemDefault()));
    assertThat(
            parse("<crontab start='false' schedule='x y'/>").config().trees().getFirst().fullSync())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "", "abc", "-5", "1.5", "1 2"})
  void aScheduleThatIsNoneNeverRunsAsWithSersyncAndThatIsSaid(String schedule)
      throws ConfigException {
    ParsedConfig parsed = parse("<crontab start='true' schedule='" + schedule + "'/>");
    assertThat(parsed.config().trees().getFirst().fullSync()).isNull();
    assertThat(parsed.notes())
        .singleElement()
        .asString()
        .startsWith("confxml.xml:2:23: crontab never runs");
  }

  @ParameterizedTest
  @CsvSource({"61 * * * *,is no minute", "0 0 30 2 *,never comes"})
  void aCronExpressionThatIsWrongIsRefused(String schedule, String message) {
    assertThatThrownBy(() -> parse("<crontab start='true' schedule='" + schedule + "'/>"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("confxml.xml:2:23: schedule=\"" + schedule)
        .hasMessageContaining(message);
  }

  @Test
  void theFilterIsInRsyncsPatterns() throws ConfigException {
    String filter =
        "<crontab start='true' schedule='1'><crontabfilter start='true'>"
            + "<exclude expression='*.php'/><exclude expression='info/*'/><exclude/>"
            + "</crontabfilter></crontab>";
    FilterRules excludes = crontab(filter).excludes();
    assertThat(excludes.rules()).hasSize(2);
    for (Side side : Side.values()) {
      assertThat(excludes.excludes(BytePath.of("d/a.php"), false, side)).isTrue();
      assertThat(excludes.excludes(BytePath.of("info/x"), false, side)).isTrue();
      assertThat(excludes.excludes(BytePath.of("a.html"), false, side)).isFalse();
    }
    String off = filter.replace("<crontabfilter start='true'", "<crontabfilter start='false'");
    assertThat(crontab(off).excludes()).isSameAs(FilterRules.EMPTY);
  }

  @Test
  void withAFilterAndNoCrontabfilterItStaysOnAndThatIsSaid() throws ConfigException {
    String text =
        "<head><filter start='true'><exclude expression='a'/></filter><sersync>"
            + "<crontab start='true' schedule='1'/>"
            + "<localpath watch='/d'><remote ip='h' name='m'/></localpath></sersync></head>";
    ParsedConfig parsed = conf.parse(text);
    assertThat(parsed.config().trees().getFirst().fullSync()).isNotNull();
    assertThat(parsed.notes()).singleElement().asString().contains("crontab stays on");
    assertThat(conf.parse(text.replace("start='true' schedule", "start='false' schedule")).notes())
        .isEqualTo(List.of());
  }
}
