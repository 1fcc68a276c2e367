package org.jsersync.protocol.flist;

import java.util.HashMap;
import java.util.Map;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;
import org.jspecify.annotations.Nullable;

/** Opens each directory that source arguments are relative to once, and closes them together. */
public final class SourceTrees implements AutoCloseable {
  private final Map<BytePath, SourceTree> open = new HashMap<>();
  private final @Nullable SourceTree given;

  /** Opens all by itself. */
  public SourceTrees() {
    this.given = null;
  }

  /** One is open already, and stays so. */
  public SourceTrees(SourceTree given) {
    this.given = given;
  }

  SourceTree open(BytePath root) throws PosixException {
    if (given != null && given.root().equals(root)) {
      return given;
    }
    SourceTree tree = open.get(root);
    if (tree == null) {
      tree = SourceTree.open(root);
      open.put(root, tree);
    }
    return tree;
  }

  /** The origin of everything below a directory. */
  public Origin rootOf(BytePath directory) throws PosixException {
    return new Origin(open(directory), BytePath.ROOT);
  }

  @Override
  public void close() {
    open.values().forEach(SourceTree::close);
    open.clear();
  }
}
