package org.jsersync.watcher;

import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;

/** Lists what there is to watch in a directory: its subdirectories that the filter leaves in. */
final class Listing {
  private final SourceTree tree;
  private final DirectoryFilter exclude;

  Listing(SourceTree tree, DirectoryFilter exclude) {
    this.tree = tree;
    this.exclude = exclude;
  }

  List<BytePath> subdirectories(BytePath path) throws PosixException {
    List<BytePath> names = new ArrayList<>();
    tree.list(
        path,
        (bytes, type) -> {
          if (type == FileStat.DIRECTORY || type == 0) {
            BytePath name = BytePath.of(bytes);
            BytePath child = path.resolve(name);
            if ((type != 0 || isDirectory(child)) && !exclude.excluded(child, true)) {
              names.add(name);
            }
          }
        });
    return names;
  }

  private boolean isDirectory(BytePath path) {
    try {
      return tree.lstat(path).isDirectory();
    } catch (PosixException e) {
      return false;
    }
  }
}
