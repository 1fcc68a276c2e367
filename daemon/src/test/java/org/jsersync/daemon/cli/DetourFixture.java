package org.jsersync.daemon.cli;

/** A way to the background that leads nowhere. */
final class DetourFixture implements SersyncCommand.Detour {
  boolean entered;
  int exitCode;
  int taken;

  @Override
  public boolean entered() {
    return entered;
  }

  @Override
  public int enter() {
    taken++;
    return exitCode;
  }
}
