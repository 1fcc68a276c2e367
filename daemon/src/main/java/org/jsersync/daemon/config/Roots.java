package org.jsersync.daemon.config;

import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.RsyncTarget;
import org.jspecify.annotations.Nullable;

/** The directories of one configuration: none is watched twice, and one in another is mentioned. */
final class Roots {
  private final ConfigEntries entries;
  private final List<Root> roots = new ArrayList<>();

  private record Root(Position at, TreeConfig tree) {}

  Roots(ConfigEntries entries) {
    this.entries = entries;
  }

  /** The place where a directory is already; null if it is nowhere. */
  @Nullable Position placeOf(TreeConfig tree) {
    for (Root root : roots) {
      if (root.tree().root().equals(tree.root())) {
        return root.at();
      }
    }
    return null;
  }

  /** One more directory; one that is there already only brings its remotes. */
  void add(Position at, TreeConfig tree) {
    for (int i = 0; i < roots.size(); i++) {
      Root other = roots.get(i);
      if (tree.root().equals(other.tree().root())) {
        entries.doubt(
            at,
            tree.root()
                + " is watched already, by line "
                + other.at().line()
                + ": one watch serves both");
        roots.set(i, new Root(other.at(), joined(other.tree(), tree)));
        return;
      }
    }
    for (Root other : roots) {
      mentionNesting(at, tree, other.tree(), other.at());
      mentionNesting(at, other.tree(), tree, other.at());
    }
    roots.add(new Root(at, tree));
  }

  private void mentionNesting(Position at, TreeConfig inner, TreeConfig outer, Position line) {
    if (inner.root().startsWith(outer.root())) {
      entries.doubt(
          at,
          inner.root()
              + " lies in "
              + outer.root()
              + " (see line "
              + line.line()
              + "): what changes there goes to the remotes of both");
    }
  }

  private static TreeConfig joined(TreeConfig one, TreeConfig other) {
    List<RemoteConfig> remotes = new ArrayList<>(one.remotes());
    List<RsyncTarget> known = one.remotes().stream().map(RemoteConfig::target).toList();
    other.remotes().stream().filter(r -> !known.contains(r.target())).forEach(remotes::add);
    return one.withRemotes(remotes);
  }

  List<TreeConfig> trees() {
    return roots.stream().map(Root::tree).toList();
  }
}
