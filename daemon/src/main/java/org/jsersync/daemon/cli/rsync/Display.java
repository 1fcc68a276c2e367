package org.jsersync.daemon.cli.rsync;

import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;

/**
 * What is printed and how (04-options, sections 1.2 and 5).
 *
 * @param options what was asked for; verbosity and the like are among it
 * @param motd whether the daemon's greeting is shown, and with it its list of modules
 * @param humanReadable 0 to 3: digits, separators, units of 1000, units of 1024
 * @param escapeHighBytes whether bytes of names that are no UTF-8 are escaped
 */
record Display(PushOptions options, boolean motd, int humanReadable, boolean escapeHighBytes) {
  boolean quiet() {
    return options.has(PushFlag.QUIET);
  }

  boolean greets() {
    return motd && !quiet();
  }

  /** Whether names of what is sent are printed. */
  boolean names() {
    return !quiet() && (options.has(PushFlag.VERBOSE) || itemizes());
  }

  boolean itemizes() {
    return !quiet() && options.has(PushFlag.ITEMIZE);
  }

  boolean verbose() {
    return verbose(1);
  }

  boolean verbose(int level) {
    return !quiet() && options.count(PushFlag.VERBOSE) >= level;
  }

  boolean stats() {
    return !quiet() && options.has(PushFlag.STATS);
  }
}
