package org.jsersync.daemon.mirror;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * The names that may differ at one remote: a trie, so that a directory that is to be compared as a
 * whole swallows what is below it. Merging is pure: changes may come in any order, repeated, or
 * merged, for they only say where to look.
 *
 * <p>A name that was moved may be tied to the one that the remote has it under, by {@link
 * Dirty#origin}: a hint beside the change that the old name is gone. The hint is given only if the
 * remote's content there is the moved one's as far as size and time say; what may differ in spite
 * of them is dirty by itself, under its new name. Ties are taken before all else.
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

  /** One name in so many may be tied to another. */
  private static final int TIED = 4;

  private final int limit;
  private final Node root = new Node(null, new Component(new byte[0]));

  /** Oldest first; also holds nodes that were swallowed or taken meanwhile, to be skipped. */
  private ArrayDeque<Node> order = new ArrayDeque<>();

  /** Passed over because they conflict with what is in flight; older than all in the order. */
  private final ArrayDeque<Node> parked = new ArrayDeque<>();

  /** Those that are tied to an old name, in the order of the moves. */
  private final Set<Node> tied = new LinkedHashSet<>();

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
    place(change);
    shrink();
  }

  private void place(Dirty change) {
    Node node = root;
    for (Component name : components(change.path())) {
      if (node.covers(change.what()) && change.origin() == null) {
        return;
      }
      node = node.child(name);
    }
    mark(node, change);
  }

  private void shrink() {
    if (root.below > limit) {
      collapse();
    }
  }

  /**
   * Marks a move: moves come in their order, and after what was before them. What is dirty below
   * the old name is so below the new one.
   *
   * @param change of the new name, as it is if the remote has nothing of use under the old one
   * @param known whether all that may differ at the old name is in this set
   */
  void move(BytePath from, Dirty change, boolean known) {
    BytePath to = change.path();
    long since = change.since();
    Node replaced = find(to);
    if (replaced != null) {
      untie(replaced);
    }
    Node old = find(from);
    Dirty before = old == null ? null : old.dirty;
    BytePath first = known && tied.size() < limit / TIED ? firstName(from, before) : null;
    List<Dirty> moved = takeBelow(from);
    if (first == null || isRelated(first, to)) {
      place(change.untied());
    } else {
      What what = before == null ? What.ATTRIBUTES : before.what();
      place(new Dirty(to, what, since, first));
    }
    place(new Dirty(from, What.GONE, since));
    for (Dirty below : moved) {
      if (!below.path().equals(from)) {
        BytePath now = to.resolve(below.path().relativeTo(from));
        place(new Dirty(now, below.what(), below.since(), below.origin()));
      }
    }
    shrink();
  }

  /**
   * The name that the remote has for what is moved; null if it may have none, or another content.
   *
   * @param before what is known of the name it is moved from
   */
  private @Nullable BytePath firstName(BytePath from, @Nullable Dirty before) {
    BytePath first = from;
    if (before != null && before.origin() != null) {
      first = before.origin();
    } else if (before != null && before.what().compareTo(What.CONTENT) >= 0) {
      return null;
    } else {
      Node node = root;
      for (Component name : components(from)) {
        Dirty above = node.dirty;
        if (above != null && above.what().mayBeBelow()) {
          return null;
        }
        if (above != null && above.origin() != null) {
          first = above.origin().resolve(from.relativeTo(above.path()));
        }
        Node next = node.children == null ? null : node.children.get(name);
        if (next == null) {
          break;
        }
        node = next;
      }
    }
    return first;
  }

  private static boolean isRelated(BytePath one, BytePath other) {
    return one.startsWith(other) || other.startsWith(one);
  }

  private void untie(Node node) {
    Dirty change = node.dirty;
    if (change != null && tied.remove(node)) {
      node.dirty = change.untied();
    }
  }

  /**
   * Takes up to this many names, oldest first, after those that are tied to an old name. A
   * comparison of everything is taken alone. What conflicts is passed over until {@link #unpark},
   * and what is at, above or below a name of a move that does.
   *
   * @param conflicts names to be passed over
   */
  List<Dirty> take(int most, Predicate<Dirty> conflicts) {
    List<Dirty> taken = new ArrayList<>(Math.min(most, root.below));
    Related waiting = takeTied(most, conflicts, taken);
    while (taken.size() < most) {
      Dirty dirty = first();
      if (dirty == null || (dirty.isEverything() && !taken.isEmpty())) {
        break;
      }
      Node node = order.remove();
      if (waiting.covers(dirty.path()) || conflicts.test(dirty)) {
        park(node);
        continue;
      }
      taken.add(dirty);
      remove(node);
      if (dirty.isEverything()) {
        break;
      }
    }
    return taken;
  }

  /** Takes tied names; those of the others are returned. */
  private Related takeTied(int most, Predicate<Dirty> conflicts, List<Dirty> taken) {
    Related waiting = new Related();
    for (Node node : List.copyOf(tied)) {
      Dirty moved = node.dirty();
      BytePath from = moved.oldName(moved.path());
      if (taken.size() >= most
          || waiting.covers(moved.path())
          || waiting.covers(from)
          || conflicts.test(moved)) {
        waiting.add(from);
        waiting.add(moved.path());
        park(node);
      } else {
        taken.add(moved);
        remove(node);
      }
    }
    return waiting;
  }

  /** Takes what is dirty at or below a path. */
  List<Dirty> takeBelow(BytePath path) {
    Node top = find(path);
    if (top == null || top.below == 0) {
      return List.of();
    }
    List<Node> nodes = new ArrayList<>();
    top.collectDirty(nodes);
    List<Dirty> taken = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      taken.add(node.dirty());
      remove(node);
    }
    return taken;
  }

  private void remove(Node node) {
    clear(node);
    node.detach();
  }

  private void clear(Node node) {
    tied.remove(node);
    node.clear();
  }

  private @Nullable Node find(BytePath path) {
    Node node = root;
    for (Component name : components(path)) {
      node = node.children == null ? null : node.children.get(name);
      if (node == null) {
        return null;
      }
    }
    return node;
  }

  /** Whether a name is dirty, or goes with a directory above it that is. */
  boolean concerns(BytePath path) {
    Node node = root;
    for (Component name : components(path)) {
      Dirty above = node.dirty;
      if (above != null && (above.isRename() || above.what().mayBeBelow())) {
        return true;
      }
      Node next = node.children == null ? null : node.children.get(name);
      if (next == null) {
        return false;
      }
      node = next;
    }
    return node.dirty != null;
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
      Node node = parked.removeLast();
      node.parked = false;
      order.addFirst(node);
    }
  }

  private void park(Node node) {
    if (!node.parked) {
      node.parked = true;
      parked.add(node);
    }
  }

  /** Tells each name. */
  void tell(Undelivered to) {
    List<Node> nodes = new ArrayList<>(root.below);
    root.collectDirty(nodes);
    nodes.forEach(node -> to.pending(node.dirty()));
  }

  /** Whether everything is to be compared. */
  boolean isEverything() {
    return root.dirty != null && root.dirty.isEverything();
  }

  /** Whether there is a name that was not passed over. */
  boolean isReady() {
    return first() != null;
  }

  /** The oldest name that was not passed over; null if there is none. */
  @Nullable Dirty first() {
    while (!order.isEmpty()) {
      Node node = order.element();
      if (node.dirty != null && !node.parked) {
        return node.dirty;
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
    if (merged.origin() == null) {
      tied.remove(node);
    } else {
      tied.add(node);
    }
    if (merged.what().compareTo(What.TREE) >= 0) {
      prune(node, below -> below.origin() == null && merged.what().covers(below.what()));
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
    prune(directory, any -> true);
    untie(directory);
    mark(directory, new Dirty(path, What.TREE, oldest.since()));
  }

  /** Drops what is below and superfluous. */
  private void prune(Node node, Predicate<Dirty> superfluous) {
    if (node.children == null) {
      return;
    }
    for (Node child : List.copyOf(node.children.values())) {
      prune(child, superfluous);
      if (child.dirty != null && superfluous.test(child.dirty)) {
        clear(child);
      }
      if (child.below == 0) {
        node.children.remove(child.name);
      }
    }
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

    /** Whether it was passed over; what was queued of it before does not count then. */
    boolean parked;

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

    Dirty dirty() {
      if (dirty == null) {
        throw new IllegalStateException(path() + " is not dirty");
      }
      return dirty;
    }

    boolean covers(What below) {
      return dirty != null && dirty.what().covers(below);
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

    void collectDirty(List<Node> found) {
      if (dirty != null) {
        found.add(this);
      }
      if (children != null) {
        children.values().forEach(child -> child.collectDirty(found));
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
