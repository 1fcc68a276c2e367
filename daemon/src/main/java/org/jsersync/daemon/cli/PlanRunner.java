package org.jsersync.daemon.cli;

import org.jsersync.protocol.RsyncException;

/** Carries out what a command line asked for. */
@FunctionalInterface
interface PlanRunner {
  /**
   * Runs until it is done, or told to stop.
   *
   * @return the process's exit code
   * @throws RsyncException if it cannot begin
   */
  int run(Plan plan) throws RsyncException;
}
