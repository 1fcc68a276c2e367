package org.jsersync.daemon.cli;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jsersync.daemon.mirror.MirrorListener;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;

/**
 * Puts into words what a mirror does. Silent while all is well, unless asked to be verbose. Safe
 * for use by several threads.
 */
final class MirrorView implements MirrorListener {
  /** Names that fail are told one by one up to here, then only their number at the end. */
  private static final int NAMES_TOLD = 20;

  private final Console console;
  private final boolean verbose;
  private final String nextStart;
  private final Map<RsyncTarget, Integer> namesFailed = new ConcurrentHashMap<>();

  /**
   * A view.
   *
   * @param verbose whether every batch is told
   * @param nextStart what becomes of that which is pending in the end
   */
  MirrorView(Console console, boolean verbose, String nextStart) {
    this.console = console;
    this.verbose = verbose;
    this.nextStart = nextStart;
  }

  @Override
  public void started(BytePath root, int watches) {
    console.say(
        root + ": watching " + Amounts.count(watches, "directory", "directories") + " for changes");
  }

  @Override
  public void connected(RsyncTarget remote, int protocol, String checksum, String compression) {
    String compressed =
        compression.isEmpty() || compression.equals("none") ? "" : ", " + compression;
    console.say(remote + ": connected, rsync protocol " + protocol + ", " + checksum + compressed);
  }

  @Override
  public void progress(RsyncTarget remote, long files, long bytes) {
    console.status(
        remote + ": comparing: " + Amounts.files(files) + ", " + Amounts.bytes(bytes) + " sent");
  }

  @Override
  public void firstSyncFinished(
      RsyncTarget remote, long listed, long sent, long bytes, Duration took) {
    console.say(
        remote
            + ": first sync done in "
            + Amounts.time(took)
            + ": "
            + Amounts.count(listed, "name", "names")
            + " compared, "
            + Amounts.files(sent)
            + " and "
            + Amounts.bytes(bytes)
            + " sent; following changes");
  }

  @Override
  public void confirmed(RsyncTarget remote, int names, Duration oldest) {
    if (verbose) {
      console.say(
          remote
              + ": "
              + Amounts.count(names, "name", "names")
              + " confirmed, "
              + Amounts.time(oldest)
              + " after the change");
    }
  }

  @Override
  public void fullSyncFinished(
      RsyncTarget remote, long listed, long sent, long deleted, Duration took) {
    if (verbose) {
      console.say(
          remote
              + ": scheduled full sync done in "
              + Amounts.time(took)
              + ": "
              + Amounts.count(listed, "name", "names")
              + " compared, "
              + Amounts.files(sent)
              + " sent, "
              + deleted
              + " deleted");
    }
  }

  @Override
  public void fullSyncDropped(RsyncTarget remote) {
    if (verbose) {
      console.say(remote + ": a full sync is due while one is waiting or under way: that counts");
    }
  }

  @Override
  public void failed(RsyncTarget remote, String problem, String remedy) {
    // Most problems name the daemon themselves.
    boolean named = problem.startsWith(remote.server());
    console.complain(
        (named ? "" : remote + ": ") + problem + (remedy.isEmpty() ? "" : "; " + remedy));
  }

  @Override
  public void refuses(RsyncTarget remote, String options, String meaning, String remedy) {
    console.complain(remote + ": the server refuses " + options + ": " + meaning + "; " + remedy);
  }

  @Override
  public void takesAgain(RsyncTarget remote, String options) {
    console.say(remote + ": the server takes " + options + " again");
  }

  @Override
  public void nameFailed(RsyncTarget remote, BytePath path, String reason) {
    int failed = namesFailed.merge(remote, 1, Integer::sum);
    if (failed <= NAMES_TOLD) {
      console.complain(remote + ": " + path + ": " + reason + "; tried again until it works");
    } else if (failed == NAMES_TOLD + 1) {
      console.complain(remote + ": more names fail; from here on they are only counted");
    }
  }

  @Override
  public void recovered(RsyncTarget remote, int failures, Duration down) {
    namesFailed.remove(remote);
    console.say(
        remote
            + ": works again, after "
            + Amounts.count(failures, "failure", "failures")
            + " in "
            + Amounts.time(down));
  }

  @Override
  public void message(RsyncTarget remote, String text) {
    console.complain(remote + ": " + text);
  }

  @Override
  public void notice(BytePath root, String text) {
    console.complain(root + ": " + text);
  }

  @Override
  public void stopped(RsyncTarget remote, Summary summary) {
    StringBuilder line = new StringBuilder();
    line.append(remote).append(": stopped; ");
    line.append(Amounts.count(summary.confirmed(), "name", "names")).append(" confirmed in ");
    line.append(Amounts.count(summary.sessions(), "session", "sessions")).append(", ");
    line.append(Amounts.bytes(summary.bytes())).append(" sent");
    if (summary.failures() > 0) {
      line.append(", ").append(Amounts.count(summary.failures(), "failure", "failures"));
    }
    if (namesFailed.containsKey(remote)) {
      line.append(", ")
          .append(Amounts.count(namesFailed.get(remote), "name failed", "names failed"));
    }
    line.append(", ");
    line.append(
        summary.pending() == 0
            ? "nothing pending"
            : Amounts.count(summary.pending(), "name", "names") + " pending");
    if (summary.undeleted() > 0) {
      line.append(", of which the server refused to delete ").append(summary.undeleted());
    }
    line.append(summary.synced() ? "" : ", the first sync is not complete");
    if (summary.pending() == 0 && summary.synced()) {
      console.say(line.toString());
    } else {
      console.complain(line + "; " + nextStart);
    }
  }
}
