package org.jsersync.daemon.plugin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsersync.daemon.mirror.ChangedPath;
import org.jsersync.protocol.file.BytePath;

/** Names for tests: one char is one byte. */
final class Names {
  private Names() {}

  static ChangedPath file(String name) {
    return new ChangedPath(path(name), false);
  }

  static ChangedPath directory(String name) {
    return new ChangedPath(path(name), true);
  }

  static Delivery of(ChangedPath... paths) {
    return new Delivery(1, List.of(paths));
  }

  private static BytePath path(String name) {
    return BytePath.of(name.getBytes(StandardCharsets.ISO_8859_1));
  }
}
