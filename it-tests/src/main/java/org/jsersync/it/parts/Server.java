package org.jsersync.it.parts;

import java.nio.file.Path;
import org.jsersync.it.tree.TreeState;

/** A stock rsync daemon, wherever it runs. */
public interface Server {
  /** The port it listens on. */
  int port();

  /** A destination as people write it: {@code rsync_backup@ADDRESS::module/path}. */
  String target(String moduleAndPath);

  /** A file with the right password, mode 600. */
  Path passwordFile();

  /** What stands in a module now, with fake-super attributes undone. */
  TreeState tree(String module);
}
