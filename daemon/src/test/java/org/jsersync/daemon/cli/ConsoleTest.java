package org.jsersync.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final TerminalFixture screen = new TerminalFixture();

  @Test
  void linesCarryTheTimeAndFailuresGoToStandardError() {
    Console console = new Console(screen.terminal());
    console.say("backup::data: 3 files");
    console.complain("backup::data: down");
    assertThat(screen.out()).isEqualTo("2026-11-25 15:01:02 backup::data: 3 files\n");
    assertThat(screen.err()).isEqualTo("2026-11-25 15:01:02 backup::data: down\n");
  }

  @Test
  void theStatusIsRewrittenAndGivesWayToLines() {
    screen.interactive = true;
    Console console = new Console(screen.terminal());
    console.status("1 file");
    console.status("2 files");
    console.complain("down");
    console.complain("up");
    assertThat(screen.err())
        .isEqualTo(
            "\r"
                + "\u001b[K1 file\r"
                + "\u001b[K2 files\r"
                + "\u001b[K2026-11-25 15:01:02 down\n"
                + "2026-11-25 15:01:02 up\n");
  }

  @Test
  void aStatusFitsOnOneLine() {
    screen.interactive = true;
    new Console(screen.terminal()).status("x".repeat(200));
    assertThat(screen.err()).isEqualTo("\r\u001b[K" + "x".repeat(79));
  }

  @Test
  void whereNobodyLooksThereIsNoStatus() {
    new Console(screen.terminal()).status("1 file");
    assertThat(screen.err()).isEmpty();
  }
}
