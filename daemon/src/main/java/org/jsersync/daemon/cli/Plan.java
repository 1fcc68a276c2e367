package org.jsersync.daemon.cli;

import org.jsersync.daemon.config.MirrorConfig;

/**
 * What a command line comes to.
 *
 * @param config what is mirrored where
 * @param mode how far it goes
 * @param verbose whether every name that was brought over is shown
 */
record Plan(MirrorConfig config, Mode mode, boolean verbose) {
  enum Mode {
    /** First everything, then every change, until a signal comes. */
    LIVE,
    /** {@code --once}: everything, then the end. */
    ONCE,
    /** {@code -n}: shows what {@link #ONCE} would do. */
    DRY_RUN
  }
}
