package org.jsersync.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jsersync.daemon.mirror.MirrorListener.Summary;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

class MirrorViewTest {
  private static final BytePath ROOT = BytePath.of("/data");
  private static final RsyncTarget REMOTE =
      new RsyncTarget("backup", 873, null, "data", BytePath.ROOT);

  private final TerminalFixture screen = new TerminalFixture();

  private MirrorView view(boolean verbose) {
    return new MirrorView(
        new Console(screen.terminal()), verbose, "the next start compares everything");
  }

  private static String timed(String... lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append("2026-11-25 15:01:02 ").append(line).append('\n');
    }
    return text.toString();
  }

  @Test
  void aDayWithoutTrouble() {
    MirrorView view = view(false);
    view.started(ROOT, 1);
    view.connected(REMOTE, 32, "xxh128", "none");
    view.progress(REMOTE, 10, 1_000_000);
    view.firstSyncFinished(REMOTE, 20_000, 1_234, 12_345_678, Duration.ofMillis(3_400));
    view.confirmed(REMOTE, 7, Duration.ofMillis(60));
    view.stopped(REMOTE, new Summary(1_300, 17, 0, 12_400_000, 0, 0, true));
    assertThat(screen.out())
        .isEqualTo(
            timed(
                "/data: watching 1 directory for changes",
                "backup::data: connected, rsync protocol 32, xxh128",
                "backup::data: first sync done in 3.4 s: 20,000 names compared, 1,234 files and"
                    + " 12.3 MB sent; following changes",
                "backup::data: stopped; 1,300 names confirmed in 17 sessions, 12.4 MB sent,"
                    + " nothing pending"));
    assertThat(screen.err()).isEmpty();
  }

  @Test
  void aFailureNamesItsRemedyAndItsEnd() {
    MirrorView view = view(false);
    view.failed(REMOTE, "connection refused", "start the daemon; next attempt in 2 s");
    view.failed(REMOTE, "backup:873 module \"data\": no", "");
    view.recovered(REMOTE, 12, Duration.ofSeconds(200));
    view.stopped(REMOTE, new Summary(0, 12, 12, 0, 3, 0, false));
    assertThat(screen.err())
        .isEqualTo(
            timed(
                "backup::data: connection refused; start the daemon; next attempt in 2 s",
                "backup:873 module \"data\": no",
                "backup::data: stopped; 0 names confirmed in 12 sessions, 0 bytes sent, 12"
                    + " failures, 3 names pending, the first sync is not complete; the next start"
                    + " compares everything"));
    assertThat(screen.out())
        .isEqualTo(timed("backup::data: works again, after 12 failures in 3 min 20 s"));
  }

  @Test
  void whatTheServerRefusesIsOneLineAndCountedAtTheEnd() {
    MirrorView view = view(false);
    view.refuses(REMOTE, "--delete", "nothing is deleted there", "allow it");
    view.takesAgain(REMOTE, "--delete");
    view.stopped(REMOTE, new Summary(7, 3, 0, 1_000, 4, 3, true));
    assertThat(screen.err())
        .isEqualTo(
            timed(
                "backup::data: the server refuses --delete: nothing is deleted there; allow it",
                "backup::data: stopped; 7 names confirmed in 3 sessions, 1.0 KB sent, 4 names"
                    + " pending, of which the server refused to delete 3; the next start compares"
                    + " everything"));
    assertThat(screen.out()).isEqualTo(timed("backup::data: the server takes --delete again"));
  }

  @Test
  void namesThatFailAreToldUpToABound() {
    MirrorView view = view(false);
    for (int i = 0; i < 30; i++) {
      view.nameFailed(REMOTE, BytePath.of("f" + i + "\u0007"), "Permission denied (13)");
    }
    assertThat(screen.err().lines())
        .hasSize(21)
        .startsWith(
            timed("backup::data: f0\\#007: Permission denied (13); tried again until it works")
                .strip())
        .endsWith(
            timed("backup::data: more names fail; from here on they are only counted").strip());
  }

  @Test
  void verboseTellsOfEachBatch() {
    view(true).confirmed(REMOTE, 1, Duration.ofMillis(60));
    assertThat(screen.out())
        .isEqualTo(timed("backup::data: 1 name confirmed, 0.1 s after the change"));
  }

  @Test
  void progressIsForWhoeverLooks() {
    screen.interactive = true;
    view(false).progress(REMOTE, 1_234, 5_600_000);
    assertThat(screen.err())
        .isEqualTo("\r\u001b[Kbackup::data: comparing: 1,234 files, 5.6 MB sent");
  }
}
