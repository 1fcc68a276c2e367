package org.jsersync.daemon.mirror;

import java.time.Duration;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.RsyncTarget;

/** What a person does about a failed session. */
final class Remedy {
  private Remedy() {}

  /**
   * One line.
   *
   * @param target where it was to go
   * @param next until the next attempt
   */
  static String of(RsyncTarget target, RsyncException failure, Duration next) {
    String mend = target.isModule() ? ofDaemon(failure.kind()) : ofHost(failure.kind());
    return mend + "; next attempt in " + seconds(next) + ", changes are kept until then";
  }

  private static String ofHost(Kind kind) {
    return switch (kind) {
      case AUTHENTICATION -> "let the key in there, and see that the user is right";
      case REFUSED -> "see that a login there starts rsync, and prints nothing";
      case UNSUPPORTED -> "change the option here";
      case CONNECTION, CONNECT_TIMEOUT, BUSY -> "check that the host is up and takes logins";
      case REMOTE, STREAM, PROTOCOL, READ_ONLY -> "check the path there, its rights and the disk";
      case USAGE, TIMEOUT, LOCAL, CANCELLED -> ofDaemon(kind);
    };
  }

  private static String ofDaemon(Kind kind) {
    return switch (kind) {
      case AUTHENTICATION ->
          "check the user, the password file here and \"auth users\" and \"secrets file\""
              + " there";
      case READ_ONLY -> "set \"read only = no\" for the module in the server's rsyncd.conf";
      case REFUSED ->
          "check host, port, the module's name and \"hosts allow\" in the server's rsyncd.conf";
      case UNSUPPORTED ->
          "change the option here, or \"refuse options\" in the server's rsyncd.conf";
      case USAGE -> "change the settings here";
      case BUSY -> "the server is full; raise \"max connections\" if that lasts";
      case CONNECTION, CONNECT_TIMEOUT -> "check that the rsync daemon runs and is reachable";
      case TIMEOUT -> "check the network and the server's load, or raise the timeout";
      case LOCAL -> "check the source here";
      case REMOTE, STREAM, PROTOCOL -> "see the server's log";
      case CANCELLED -> "none needed";
    };
  }

  /** The source is not there. */
  static String ofMissingSource(Duration next) {
    return "mount or restore it; nothing is deleted at the remote meanwhile; next look in "
        + seconds(next);
  }

  private static String seconds(Duration time) {
    long tenths = Math.max(1, time.toMillis() / 100);
    return tenths >= 100 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
  }
}
