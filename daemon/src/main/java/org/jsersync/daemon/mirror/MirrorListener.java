package org.jsersync.daemon.mirror;

import java.time.Duration;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;

/**
 * Hears what a mirror does, in what people want to know: a log, a terminal, a test. Called on the
 * engine's threads, several per remote, so it must be quick and safe for use by several threads.
 * Every method has an empty body, so that a listener takes what it wants.
 */
public interface MirrorListener {
  /** A source is being watched. */
  default void started(BytePath root, int watches) {}

  /** A session stands; said for the first one and when something of it changed. */
  default void connected(RsyncTarget remote, int protocol, String checksum, String compression) {}

  /** A comparison of everything goes on: files sent so far, and their size in bytes. */
  default void progress(RsyncTarget remote, long files, long bytes) {}

  /**
   * The first comparison came to its end; from now on changes go out as they come.
   *
   * @param listed names compared
   * @param sent files sent
   * @param bytes on the wire
   */
  default void firstSyncFinished(
      RsyncTarget remote, long listed, long sent, long bytes, Duration took) {}

  /**
   * A comparison of everything that was scheduled came to its end.
   *
   * @param listed names compared
   * @param sent files sent
   * @param deleted names deleted at the remote
   */
  default void fullSyncFinished(
      RsyncTarget remote, long listed, long sent, long deleted, Duration took) {}

  /** A comparison was due by schedule while one was waiting or under way: that one counts. */
  default void fullSyncDropped(RsyncTarget remote) {}

  /**
   * A batch was confirmed.
   *
   * @param names how many
   * @param oldest how long the oldest of them had been waiting
   */
  default void confirmed(RsyncTarget remote, int names, Duration oldest) {}

  /**
   * Nothing goes out for now. Said once until it is another failure or it works again.
   *
   * @param problem one line: what and where
   * @param remedy one line: what mends it, and when the next attempt comes
   */
  default void failed(RsyncTarget remote, String problem, String remedy) {}

  /**
   * The remote will not have options that a mirror can do without; everything else goes on. Said
   * once until it takes them again.
   *
   * @param options as rsync writes them
   * @param meaning what is not done, or not as well
   * @param remedy what mends it, and when they are tried again
   */
  default void refuses(RsyncTarget remote, String options, String meaning, String remedy) {}

  /** The remote takes options that it refused before. */
  default void takesAgain(RsyncTarget remote, String options) {}

  /** A name does not get right, everything else does; said at its first failure in a row. */
  default void nameFailed(RsyncTarget remote, BytePath path, String reason) {}

  /**
   * Sessions work again.
   *
   * @param failures how many failed in between
   */
  default void recovered(RsyncTarget remote, int failures, Duration down) {}

  /** Something more to know; what the daemon says is told once. */
  default void message(RsyncTarget remote, String text) {}

  /** Something about watching the source. */
  default void notice(BytePath root, String text) {}

  /** The remote's part of the engine ended. */
  default void stopped(RsyncTarget remote, Summary summary) {}

  /**
   * What a remote was sent in all.
   *
   * @param confirmed names confirmed
   * @param sessions held
   * @param failures sessions that broke off
   * @param bytes sent on the wire
   * @param pending names that the remote has not confirmed
   * @param undeleted those of them that it refuses to delete
   * @param synced whether the first comparison came to its end
   */
  record Summary(
      long confirmed,
      long sessions,
      long failures,
      long bytes,
      int pending,
      int undeleted,
      boolean synced) {}
}
