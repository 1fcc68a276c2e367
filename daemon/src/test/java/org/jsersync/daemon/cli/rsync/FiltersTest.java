package org.jsersync.daemon.cli.rsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** 05-filters, sections 1 and 2.2. */
class FiltersTest {

  @Test
  void optionsOfAllKindsKeepTheirOrder() {
    JrsyncRun run =
        new JrsyncRun()
            .reading("x\n+ y\n")
            .run(
                "-a",
                "--exclude=a",
                "-f",
                "+ b",
                "--exclude-from=-",
                "--include",
                "c",
                "s",
                "h::m");
    assertThat(rules(run)).isEqualTo("[- a, + b, - x, + y, + c]");
  }

  @Test
  void linesEndWithNulWithFrom0() {
    JrsyncRun run =
        new JrsyncRun()
            .reading("d1/\0d1/a\nb\0")
            .run("-a", "--from0", "--include-from=-", "--exclude=*", "s", "h::m");
    assertThat(rules(run)).isEqualTo("[+ d1/, + d1/a\\#012b, - *]");
  }

  @Test
  void backupsAreProtectedFromDeletion() {
    assertThat(rules(new JrsyncRun().run("-ab", "--delete", "s", "h::m"))).isEqualTo("[-r *~]");
    assertThat(rules(new JrsyncRun().run("-ab", "--suffix=.o", "--delete", "s", "h::m")))
        .isEqualTo("[-r *.o]");
    assertThat(rules(new JrsyncRun().run("-ab", "s", "h::m"))).isEqualTo("[]");
    assertThat(rules(new JrsyncRun().run("-ab", "--delete-excluded", "s", "h::m"))).isEqualTo("[]");
    assertThat(rules(new JrsyncRun().run("-a", "--backup-dir=b", "--delete", "s", "h::m")))
        .isEqualTo("[]");
  }

  @Test
  void partialDirectoriesStayOut() {
    assertThat(rules(new JrsyncRun().run("-a", "--partial-dir=.p", "s", "h::m")))
        .isEqualTo("[-p .p/]");
    assertThat(rules(new JrsyncRun().run("-a", "--delay-updates", "s", "h::m")))
        .isEqualTo("[-p .~tmp~/]");
    assertThat(rules(new JrsyncRun().run("-a", "--partial-dir=/p", "s", "h::m"))).isEqualTo("[]");
  }

  @Test
  void aBadRuleStopsEverything() {
    JrsyncRun run = new JrsyncRun().run("-a", "-f", "zz", "s", "h::m");
    assertThat(run.exitCode).isEqualTo(1);
    assertThat(run.places).isNull();
    assertThat(run.err()).startsWith("Unknown filter rule: zz\nrsync error: syntax or usage error");
  }

  @Test
  void aMissingRuleFileIsAFileError() {
    JrsyncRun run = new JrsyncRun().run("-a", "--exclude-from=/no/such", "s", "h::m");
    assertThat(run.exitCode).isEqualTo(11);
    assertThat(run.err())
        .startsWith(
            "rsync: [client] failed to open exclude file /no/such: No such file or directory (2)");
  }

  private static String rules(JrsyncRun run) {
    assertThat(run.err()).isEmpty();
    return Objects.requireNonNull(run.options).filter().toString();
  }
}
