package org.jsersync.daemon.config;

import java.util.List;

/**
 * What a configuration file says.
 *
 * @param config what is to be mirrored
 * @param notes lines for the operator: what has no effect, what may be a mistake
 * @param entries all of it in the order of the file, line by line
 */
public record ParsedConfig(MirrorConfig config, List<String> notes, List<ConfigEntry> entries) {
  public ParsedConfig {
    notes = List.copyOf(notes);
    entries = List.copyOf(entries);
  }
}
