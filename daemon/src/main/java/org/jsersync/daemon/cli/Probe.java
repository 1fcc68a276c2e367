package org.jsersync.daemon.cli;

import java.util.List;
import org.jsersync.daemon.config.Subject;

/** Looks at what a configuration names, without changing anything. */
@FunctionalInterface
interface Probe {
  /** What there is to say about it; the first finding is about the whole. */
  List<Finding> look(Subject subject);
}
