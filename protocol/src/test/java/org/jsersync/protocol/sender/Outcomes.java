package org.jsersync.protocol.sender;

/** What a dialogue tells an outcome, for tests that hold none. */
public final class Outcomes {
  private Outcomes() {}

  /** The daemon said goodbye. */
  public static void end(PushOutcome outcome) {
    outcome.end();
  }
}
