package org.jsersync.daemon.mirror;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * The names that may differ at one remote: a trie, so that a directory that is to be compared as a
 * whole swallows what is below it. Merging is pure: changes may come in any order, repeated, or
 * merged, for they only say where to look.
 *
 * <p>Bounded: past the limit the fullest directories become {@link What#TREE}, in the end the root.
 * What is swallowed that way a comparison finds as far as it can: a deletion, if the remote's
 * options have {@code --delete}; a content, unless its size and time are as before.
 *
 * <p>Taken names are no longer in it; one that changes again meanwhile is added anew and so stays
 * dirty whatever becomes of the batch; what is not confirmed is added again. Used by one thread at
 * a time.
 */
final class ChangeSet {
  /** A directory with fewer dirty names than this is not worth a comparison of its own. */
  private static final int WORTH_COLLAPSING = 16;

  private final int limit;
  private final Node root = new Node(null, new Component(new byte[0]));

  /** Oldest first; also holds nodes that were swallowed or taken meanwhile, to be skipped. */
  private ArrayDeque<Node> order = new ArrayDeque<>();

  /** Passed over because they conflict with what is in flight; older than all in the order. */
  private final ArrayDeque<Node> parked = new ArrayDeque<>();

  /**
   * An empty set.
   *
   * @param limit most names it holds before directories collapse
   */
  ChangeSet(int limit) {
    this.limit = limit;
  }

  /** Marks a name. */
  void add(Dirty change) {
    Node node = root;
    for (Component name : components(change.path())) {
      if (node.dirty != null && node.dirty.what().covers(change.what())) {
        return;
      }
      node = node.child(name);
    }
    mark(node, change);
    if (root.below > limit) {
      collapse();
    }
  }

  /**
   * Takes up to this many names, oldest first. A comparison of everything is taken alone.
   *
   * @param conflicts names to be passed over until {@link #unpark}
   */
  List<Dirty> take(int most, Predicate<Dirty> conflicts) {
    List<Dirty> taken = new ArrayList<>(Math.min(most, root.below));
    while (taken.size() < most) {
      Dirty dirty = first();
      if (dirty == null || (dirty.isEverything() && !taken.isEmpty())) {
        break;
      }
      Node node = order.remove();
      if (conflicts.test(dirty)) {
        parked.add(node);
        continue;
      }
      taken.add(dirty);
      node.clear();
      node.detach();
      if (dirty.isEverything()) {
        break;
      }
    }
    return taken;
  }

  /** Takes all there is. */
  List<Dirty> takeAll() {
    unpark();
    List<Dirty> taken = new ArrayList<>();
    while (isReady()) {
      taken.addAll(take(Integer.MAX_VALUE, change -> false));
    }
    return taken;
  }

  /** What was passed over may be taken again. */
  void unpark() {
    while (!parked.isEmpty()) {
      order.addFirst(parked.removeLast());
    }
  }

  /** Whether there is a name that was not passed over. */
  boolean isReady() {
    return first() != null;
  }

  /** The oldest name that was not passed over; null if there is none. */
  @Nullable Dirty first() {
    while (!order.isEmpty()) {
      Dirty dirty = order.element().dirty;
      if (dirty != null) {
        return dirty;
      }
      order.remove();
    }
    return null;
  }

  int size() {
    return root.below;
  }

  private void mark(Node node, Dirty change) {
    Dirty before = node.dirty;
    Dirty merged = before == null ? change : before.merge(change);
    node.dirty = merged;
    if (before == null) {
      node.count(1);
      enqueue(node);
    }
    if (merged.what().compareTo(What.TREE) >= 0) {
      node.prune(merged.what()::covers);
    }
  }

  private void enqueue(Node node) {
    order.add(node);
    if (order.size() > 2 * root.below + 1024) {
      ArrayDeque<Node> alive = new ArrayDeque<>(root.below);
      for (Node queued : order) {
        if (queued.dirty != null) {
          alive.add(queued);
        }
      }
      order = alive;
    }
  }

  private void collapse() {
    List<Node> directories = new ArrayList<>();
    root.collectDirectories(directories);
    directories.sort(Comparator.comparingInt((Node node) -> node.direct).reversed());
    for (Node directory : directories) {
      if (root.below <= limit / 2 || directory.direct < WORTH_COLLAPSING) {
        break;
      }
      if (directory.below > directory.own()) {
        collapse(directory);
      }
    }
    if (root.below > limit / 2) {
      collapse(root);
    }
  }

  private void collapse(Node directory) {
    Dirty oldest = directory.oldest();
    BytePath path = directory.path();
    directory.prune(any -> true);
    mark(directory, new Dirty(path, What.TREE, oldest.since()));
  }

  private static List<Component> components(BytePath path) {
    List<Component> components = new ArrayList<>();
    byte[] bytes = path.toBytes();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '/') {
        if (i > start) {
          components.add(new Component(Arrays.copyOfRange(bytes, start, i)));
        }
        start = i + 1;
      }
    }
    return components;
  }

  /** One name of a path, as a key. */
  private static final class Component {
    final byte[] bytes;
    private final int hash;

    Component(byte[] bytes) {
      this.bytes = bytes;
      this.hash = Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Component component && Arrays.equals(bytes, component.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** A name on the way to dirty ones, or dirty itself. */
  private static final class Node {
    final @Nullable Node parent;
    final Component name;
    @Nullable Map<Component, Node> children;
    @Nullable Dirty dirty;

    /** Dirty names here and below. */
    int below;

    /** Dirty names among the children; valid while collapsing. */
    int direct;

    Node(@Nullable Node parent, Component name) {
      this.parent = parent;
      this.name = name;
    }

    Node child(Component key) {
      if (children == null) {
        children = new HashMap<>(4);
      }
      return children.computeIfAbsent(key, k -> new Node(this, k));
    }

    int own() {
      return dirty == null ? 0 : 1;
    }

    void clear() {
      dirty = null;
      count(-1);
    }

    void count(int more) {
      for (Node node = this; node != null; node = node.parent) {
        node.below += more;
      }
    }

    /** Takes this and its parents out of the trie as far as nothing dirty is below them. */
    void detach() {
      Node node = this;
      while (node.below == 0 && node.parent != null && node.parent.children != null) {
        node.parent.children.remove(node.name);
        node = node.parent;
      }
    }

    /** Drops what is below and superfluous. */
    void prune(Predicate<What> superfluous) {
      if (children == null) {
        return;
      }
      List<Node> all = new ArrayList<>(children.values());
      for (Node child : all) {
        child.prune(superfluous);
        if (child.dirty != null && superfluous.test(child.dirty.what())) {
          child.clear();
        }
        if (child.below == 0) {
          children.remove(child.name);
        }
      }
    }

    void collectDirectories(List<Node> directories) {
      if (children == null || children.isEmpty()) {
        return;
      }
      direct = 0;
      for (Node child : children.values()) {
        direct += child.own();
        child.collectDirectories(directories);
      }
      directories.add(this);
    }

    Dirty oldest() {
      Dirty oldest = dirty;
      if (children != null) {
        for (Node child : children.values()) {
          Dirty candidate = child.oldest();
          if (oldest == null || candidate.since() - oldest.since() < 0) {
            oldest = candidate;
          }
        }
      }
      if (oldest == null) {
        throw new IllegalStateException("nothing dirty below " + path());
      }
      return oldest;
    }

    BytePath path() {
      return parent == null ? BytePath.ROOT : parent.path().child(name.bytes);
    }
  }
}
