package org.jsersync.daemon.cli;

import org.jsersync.protocol.RsyncException;

/** Mirrors until a signal comes. */
final class LiveMirror implements PlanRunner {
  private final Terminal terminal;

  LiveMirror(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int run(Plan plan) throws RsyncException {
    Preflight.check(plan.config());
    Banner.show(plan.config(), new Console(terminal));
    throw new RsyncException(
        RsyncException.Kind.UNSUPPORTED, "following changes is not supported yet; use --once");
  }
}
