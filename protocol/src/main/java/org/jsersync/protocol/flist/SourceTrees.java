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
  private final boolean keepsAccessTimes;

  /**
   * Opens all by itself.
   *
   * @param keepsAccessTimes whether reading files is to leave their access times alone
   */
  public SourceTrees(boolean keepsAccessTimes) {
    this.given = null;
    this.keepsAccessTimes = keepsAccessTimes;
  }

  /** One is open already, and stays so. */
  public SourceTrees(SourceTree given, boolean keepsAccessTimes) {
    this.given = reader(given, keepsAccessTimes);
    this.keepsAccessTimes = keepsAccessTimes;
  }

  private static SourceTree reader(SourceTree tree, boolean keepsAccessTimes) {
    return keepsAccessTimes ? tree.keepingAccessTimes() : tree;
  }

  SourceTree open(BytePath root) throws PosixException {
    if (given != null && given.root().equals(root)) {
      return given;
    }
    SourceTree tree = open.get(root);
    if (tree == null) {
      tree = reader(SourceTree.open(root), keepsAccessTimes);
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
