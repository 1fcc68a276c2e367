package org.jsersync.daemon.cli;

import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;

/** What an operator can do about a failed session (01-session, section 1.5). */
final class Remedy {
  private Remedy() {}

  /** One clause; empty if there is nothing to do but wait. */
  static String of(RsyncException failure, RsyncTarget target) {
    return switch (failure.kind()) {
      case AUTHENTICATION ->
          "check the user, the password file and \"auth users\" of ["
              + target.module()
              + "] in the server's rsyncd.conf";
      case READ_ONLY ->
          "set \"read only = no\" for [" + target.module() + "] in the server's rsyncd.conf";
      case REFUSED ->
          "check the module's name and \"hosts allow\"; \"rsync "
              + target.daemon()
              + "\" must be an rsync daemon";
      case UNSUPPORTED ->
          "change the options here, or \"refuse options\" in the server's rsyncd.conf";
      case BUSY -> "the server is full: raise \"max connections\" in its rsyncd.conf";
      case CONNECTION, CONNECT_TIMEOUT ->
          "check that the rsync daemon runs and port " + target.port() + " is open";
      case PROTOCOL -> "please report this with the server's version";
      case USAGE, LOCAL, STREAM, TIMEOUT, REMOTE, CANCELLED -> "";
    };
  }

  /** The failure and its remedy as one line. */
  static String line(RsyncException failure, RsyncTarget target) {
    String remedy = of(failure, target);
    return failure.getMessage() + (remedy.isEmpty() ? "" : "; " + remedy);
  }
}
