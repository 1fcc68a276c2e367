package org.jsersync.protocol.flist;

import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.SourceTree;

/**
 * Where a listed name stands on the local disk.
 *
 * @param tree the tree it is read through
 * @param path below the tree's root; the part that is not the listed name is the tree's own
 */
public record Origin(SourceTree tree, BytePath path) {
  Origin child(byte[] name) {
    return new Origin(tree, path.child(name));
  }

  /** The absolute path, for people. */
  public BytePath absolute() {
    return tree.root().resolve(path);
  }
}
