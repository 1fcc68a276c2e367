package org.jsersync.daemon.mirror;

import org.jsersync.protocol.RsyncException;

/** Where a remote stands. Times are nanoseconds of the engine's clock. */
sealed interface RemoteState {
  /** Nothing hinders a push; the first comparison has not come to its end yet. */
  record FirstSync() implements RemoteState {}

  /** Nothing hinders a push. */
  record Live() implements RemoteState {}

  /**
   * A push failed; the next attempt comes by itself.
   *
   * @param failures in a row
   * @param until when it comes
   */
  record Waiting(RsyncException failure, int failures, long until) implements RemoteState {}

  /**
   * The remote will not have it until somebody changes something; it is asked again now and then.
   *
   * @param until when it is asked next
   */
  record Refused(RsyncException failure, int failures, long until) implements RemoteState {}

  /**
   * The source is not there.
   *
   * @param until when it is looked for again
   */
  record Held(String reason, long until) implements RemoteState {}

  /** The engine was stopped. */
  record Stopped() implements RemoteState {}

  /** Before when nothing may be sent. */
  default long notBefore() {
    return switch (this) {
      case FirstSync f -> Long.MIN_VALUE;
      case Live l -> Long.MIN_VALUE;
      case Waiting w -> w.until();
      case Refused r -> r.until();
      case Held h -> h.until();
      case Stopped s -> Long.MAX_VALUE;
    };
  }

  /** Failures in a row so far. */
  default int failures() {
    return switch (this) {
      case Waiting w -> w.failures();
      case Refused r -> r.failures();
      default -> 0;
    };
  }
}
