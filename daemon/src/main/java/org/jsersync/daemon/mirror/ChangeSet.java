package org.jsersync.daemon.mirror;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
 * <p>A name that was moved is tied to its old one by {@link Dirty#origin}: its own change is in the
 * set, the old name's is not, until whoever takes the new name says that it stands. Moves merge by
 * pure logic too. A name moved on keeps the first old name; what is dirty below a directory goes
 * with it; a name whose content the remote has not, or may not have, is not tied, but sent anew.
 * Ties are taken before all else, and nothing else at, above or below an old name together with
 * them.
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

  /** The moved names by their old ones, in the order of the moves. */
  private final Map<BytePath, Node> moves = new LinkedHashMap<>();

  /** Those old names whose moves were taken before: what else was in flight then knows of them. */
  private final Set<BytePath> known = new HashSet<>();

  /**
   * An empty set.
   *
   * @param limit most names it holds before directories collapse
   */
  ChangeSet(int limit) {
    this.limit = limit;
  }

  /** Marks a name, or a move; moves come in their order, and after what was before them. */
  void add(Dirty change) {
    BytePath from = change.origin();
    if (from == null) {
      place(change);
    } else {
      move(from, change);
    }
    shrink();
  }

  /** A name as it was taken, and where what had it then is now. */
  private record Restored(Dirty change, BytePath origin, BytePath now) {}

  /**
   * Marks names that were taken and are still dirty, or that turned out to be. Where one, or a
   * directory above it, was moved since, it is dirty under its new name.
   *
   * @param changes of one flight: what one of them changes here says nothing about the others
   */
  void restore(List<Dirty> changes) {
    List<Restored> moved = new ArrayList<>();
    List<Dirty> unmoved = new ArrayList<>();
    for (Dirty change : changes) {
      BytePath origin = movedAt(change.path());
      if (origin == null) {
        unmoved.add(change);
      } else {
        BytePath to = get(moves, origin).path();
        BytePath path = change.path();
        BytePath now = path.equals(origin) ? to : to.resolve(path.relativeTo(origin));
        moved.add(new Restored(change, origin, now));
      }
    }
    changes.forEach(this::restoreMovesBelow);
    moved.forEach(this::restore);
    unmoved.forEach(this::placeKnown);
    shrink();
  }

  /** What was moved out of a directory since was not there, or had another name still. */
  private void restoreMovesBelow(Dirty directory) {
    if (directory.isRename()) {
      for (BytePath origin : movesBelow(directory.path())) {
        retie(origin, directory.oldName(origin), What.ATTRIBUTES);
      }
    } else if (directory.what().compareTo(What.TREE) >= 0) {
      movesBelow(directory.path()).forEach(this::untie);
    }
  }

  /**
   * Ties a moved name to another old one.
   *
   * @param what may differ besides
   */
  private void retie(BytePath origin, BytePath first, What what) {
    Node node = get(moves, origin);
    Dirty moved = node.dirty();
    if (!isTieable(first, moved.path())) {
      untie(origin);
      place(new Dirty(first, What.GONE, moved.since()));
      return;
    }
    forgetMove(origin);
    node.dirty = new Dirty(moved.path(), most(what, moved.what()), moved.since(), first);
    moves.put(first, node);
    known.add(first);
    place(new Dirty(origin, What.GONE, moved.since()));
  }

  private static What most(What one, What other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private void restore(Restored moved) {
    Dirty change = moved.change();
    boolean itself = change.path().equals(moved.origin());
    if (itself && moves.containsKey(moved.origin()) && !known.contains(moved.origin())) {
      restoreMoved(change);
      return;
    }
    placeKnown(new Dirty(moved.now(), atMostTree(change.what()), change.since(), change.origin()));
    if (itself) {
      place(new Dirty(change.path(), What.GONE, change.since()));
    }
  }

  /** A name that was taken stands at the remote: the one that it was moved from may go. */
  void confirmed(Dirty change) {
    if (change.origin() != null) {
      add(new Dirty(change.origin(), What.GONE, change.since()));
    }
  }

  private void placeKnown(Dirty change) {
    BytePath origin = change.origin();
    boolean free = origin != null && !moves.containsKey(origin);
    place(change);
    if (free && moves.containsKey(origin)) {
      known.add(origin);
    }
  }

  /** Whether a name was moved since it was taken, or moved onto: then what became of it is old. */
  boolean isOutdated(Dirty taken) {
    if (movedAt(taken.path()) != null) {
      return true;
    }
    Node node = taken.origin() == null ? null : find(taken.path());
    return node != null && node.dirty != null;
  }

  /** The name at or above a path that was moved since it was taken; null if there is none. */
  private @Nullable BytePath movedAt(BytePath path) {
    if (!moves.isEmpty()) {
      for (BytePath up = path; up != null; up = up.parent()) {
        if (moves.containsKey(up) && !known.contains(up)) {
          return up;
        }
      }
    }
    return null;
  }

  private List<BytePath> movesBelow(BytePath path) {
    return moves.keySet().stream()
        .filter(
            origin -> origin.startsWith(path) && !origin.equals(path) && !known.contains(origin))
        .toList();
  }

  /** A name moved on was not sent right under the name that it had in between. */
  private void restoreMoved(Dirty change) {
    if (change.isRename()) {
      retie(change.path(), change.oldName(change.path()), change.what());
    } else {
      if (change.what().compareTo(What.CONTENT) >= 0) {
        untie(change.path());
      }
      place(change);
    }
  }

  /** The new name is sent anew, and the old one is gone. */
  private void untie(BytePath from) {
    Node node = get(moves, from);
    forgetMove(from);
    Dirty moved = node.dirty();
    node.dirty = new Dirty(moved.path(), moved.what(), moved.since());
    place(new Dirty(moved.path(), What.TREE, moved.since()));
    place(new Dirty(from, What.GONE, moved.since()));
  }

  private void move(BytePath from, Dirty change) {
    BytePath to = change.path();
    Node replaced = find(to);
    BytePath replacedFrom = replaced == null ? null : replaced.release();
    if (replacedFrom != null) {
      forgetMove(replacedFrom);
    }
    Node old = find(from);
    Dirty before = old == null ? null : old.dirty;
    BytePath first = first(from, before);
    What what = before == null ? change.what() : most(change.what(), before.what());
    List<Dirty> below = old == null ? List.of() : takeBelow(old);
    if (before != null && old != null) {
      forget(old);
    }
    if (first == null
        || what.compareTo(What.TREE) >= 0
        || !isTieable(first, to)
        || moves.size() >= limit / TIED) {
      place(new Dirty(to, What.TREE, change.since()));
      place(new Dirty(from, What.GONE, change.since()));
      if (before != null && before.origin() != null) {
        place(new Dirty(before.origin(), What.GONE, before.since()));
      }
    } else {
      place(new Dirty(to, what, change.since(), first));
      if (!first.equals(from)) {
        // What another file had there.
        place(new Dirty(from, What.GONE, change.since()));
      }
    }
    for (Dirty moved : below) {
      BytePath now = to.resolve(moved.path().relativeTo(from));
      place(new Dirty(now, atMostTree(moved.what()), moved.since(), moved.origin()));
    }
    if (replacedFrom != null) {
      place(new Dirty(replacedFrom, What.GONE, change.since()));
    }
  }

  /**
   * The name that the remote has for what is moved; null if it may have none, or not the content.
   *
   * @param before what is known of the name it is moved from
   */
  private @Nullable BytePath first(BytePath from, @Nullable Dirty before) {
    if (before != null && before.origin() != null) {
      return before.origin();
    }
    if (before != null && before.what().compareTo(What.CONTENT) >= 0) {
      return null;
    }
    BytePath first = from;
    Node node = root;
    for (Component name : components(from)) {
      Dirty above = node.dirty;
      if (above != null && above.what().compareTo(What.TREE) >= 0) {
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
    return first;
  }

  /** Neither name may be below the other, and what a name held can go to one place only. */
  private boolean isTieable(BytePath from, BytePath to) {
    return !from.startsWith(to) && !to.startsWith(from) && !moves.containsKey(from);
  }

  private static What atMostTree(What what) {
    return what == What.GONE ? What.TREE : what;
  }

  /** Takes out all that is dirty below a name. */
  private List<Dirty> takeBelow(Node top) {
    List<Node> nodes = new ArrayList<>();
    top.collectDirty(nodes);
    List<Dirty> below = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      if (node != top) {
        below.add(node.dirty());
        forget(node);
      }
    }
    return below;
  }

  private void forget(Node node) {
    BytePath origin = node.dirty().origin();
    if (origin != null) {
      forgetMove(origin);
    }
    node.clear();
    node.detach();
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

  private void forgetMove(BytePath origin) {
    moves.remove(origin);
    known.remove(origin);
  }

  private static Node get(Map<BytePath, Node> moves, BytePath from) {
    Node node = moves.get(from);
    if (node == null) {
      throw new IllegalStateException("no move from " + from);
    }
    return node;
  }

  private void place(Dirty change) {
    Node node = root;
    for (Component name : components(change.path())) {
      if (node.dirty != null && change.origin() == null && node.covers(change.what())) {
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
   * Takes up to this many names, oldest first, after those that were moved. A comparison of
   * everything is taken alone. What conflicts, and what is at, above or below a name of a move that
   * has to wait, or the old name of one that is taken, is passed over until {@link #unpark}.
   *
   * @param conflicts names that are to be passed over
   */
  List<Dirty> take(int most, Predicate<Dirty> conflicts) {
    List<Dirty> taken = new ArrayList<>(Math.min(most, root.below));
    Held held = takeMoved(most, conflicts, taken);
    while (taken.size() < most) {
      Dirty dirty = first();
      if (dirty == null || (dirty.isEverything() && !taken.isEmpty())) {
        break;
      }
      Node node = order.remove();
      if (held.holds(dirty.path()) || conflicts.test(dirty)) {
        park(node);
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

  /** Takes moved names; what must not go together with them is returned. */
  private Held takeMoved(int most, Predicate<Dirty> conflicts, List<Dirty> taken) {
    Held held = new Held();
    Held waiting = new Held();
    for (Node node : List.copyOf(moves.values())) {
      Dirty moved = node.dirty();
      BytePath from = moved.oldName(moved.path());
      boolean waits =
          taken.size() >= most
              || waiting.holds(moved.path())
              || waiting.holds(from)
              || conflicts.test(moved);
      held.add(from);
      if (waits) {
        held.add(moved.path());
        waiting.add(from);
        waiting.add(moved.path());
        park(node);
      } else {
        taken.add(moved);
        forget(node);
      }
    }
    return held;
  }

  /** Takes what is dirty at or below a path. */
  List<Dirty> takeBelow(BytePath path) {
    Node top = find(path);
    if (top == null) {
      return List.of();
    }
    List<Dirty> taken = takeBelow(top);
    if (top.dirty != null) {
      taken.add(top.dirty);
      forget(top);
    }
    return taken;
  }

  /** Takes all there is. */
  List<Dirty> takeAll() {
    List<Dirty> taken = new ArrayList<>();
    while (!isEmpty()) {
      unpark();
      taken.addAll(take(Integer.MAX_VALUE, change -> false));
    }
    return taken;
  }

  private void park(Node node) {
    if (!node.parked) {
      node.parked = true;
      parked.add(node);
    }
  }

  /** What was passed over may be taken again. */
  void unpark() {
    while (!parked.isEmpty()) {
      Node node = parked.removeLast();
      node.parked = false;
      order.addFirst(node);
    }
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

  boolean isEmpty() {
    return root.below == 0;
  }

  private void mark(Node node, Dirty change) {
    Dirty before = node.dirty;
    BytePath origin = before == null ? null : before.origin();
    if (origin != null && change.origin() != null && !origin.equals(change.origin())) {
      // Nobody knows which was the last.
      untie(origin);
      place(new Dirty(change.origin(), What.GONE, change.since()));
      return;
    }
    Dirty merged = before == null ? change : before.merge(change);
    node.dirty = merged;
    if (before == null) {
      node.count(1);
      enqueue(node);
    }
    if (merged.origin() != null && origin == null) {
      tie(node, merged.origin());
    }
    if (merged.what().compareTo(What.TREE) >= 0) {
      node.prune(merged.what()::covers);
    }
  }

  private void tie(Node node, BytePath origin) {
    if (moves.putIfAbsent(origin, node) != null) {
      // What another name is tied to: that one's end is this one's end too.
      Dirty moved = node.dirty();
      node.dirty = new Dirty(moved.path(), What.TREE, moved.since());
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
    if (directory.dirty != null && directory.dirty.origin() != null) {
      untie(directory.dirty.origin());
    }
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

  /** Names of moves: what is at, above or below them waits. */
  private static final class Held {
    private final Set<BytePath> names = new HashSet<>();
    private final Set<BytePath> above = new HashSet<>();

    void add(BytePath name) {
      if (names.add(name)) {
        for (BytePath up = name.parent(); up != null && above.add(up); up = up.parent()) {}
      }
    }

    boolean holds(BytePath path) {
      if (names.isEmpty()) {
        return false;
      }
      if (above.contains(path)) {
        return true;
      }
      for (BytePath up = path; up != null; up = up.parent()) {
        if (names.contains(up)) {
          return true;
        }
      }
      return false;
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

    /** The name that it was moved from, which it is not tied to any more; null if it was not. */
    @Nullable BytePath release() {
      Dirty tied = dirty;
      BytePath origin = tied == null ? null : tied.origin();
      if (tied != null && origin != null) {
        dirty = new Dirty(tied.path(), tied.what(), tied.since());
      }
      return origin;
    }

    void collectDirty(List<Node> found) {
      if (dirty != null) {
        found.add(this);
      }
      if (children != null) {
        children.values().forEach(child -> child.collectDirty(found));
      }
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
        Dirty dirtyChild = child.dirty;
        if (dirtyChild != null
            && dirtyChild.origin() == null
            && superfluous.test(dirtyChild.what())) {
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
