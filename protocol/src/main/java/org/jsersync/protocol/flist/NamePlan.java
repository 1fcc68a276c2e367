package org.jsersync.protocol.flist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.flist.PlanNode.Listing;

/**
 * What a push was asked for, as a tree of names below the destination, each with how much of it is
 * listed and where it is read from. Both kinds of {@link Selection} become one of these, so that
 * there is one walk.
 */
public final class NamePlan {
  private static final BytePath SLASH = BytePath.of("/");

  private final PlanNode root = new PlanNode(Listing.UNLISTED);
  private final List<String> missing = new ArrayList<>();

  private NamePlan() {}

  /** No name at all. */
  public static NamePlan nothing() {
    return new NamePlan();
  }

  PlanNode root() {
    return root;
  }

  /** One line for each argument that could not be opened. */
  public List<String> missing() {
    return missing;
  }

  /**
   * Source arguments as rsync takes them (04-options, section 3.4).
   *
   * @param arguments raw, as typed
   * @param trees opens the directories that names are relative to
   * @param directory what relative arguments are relative to, absolute
   * @param relative {@code -R}: the given path is the name
   * @param recursive {@code -r}: directories with all that is below
   */
  public static NamePlan of(
      List<byte[]> arguments,
      SourceTrees trees,
      BytePath directory,
      boolean relative,
      boolean recursive)
      throws RsyncException {
    NamePlan plan = new NamePlan();
    for (byte[] argument : arguments) {
      try {
        if (relative) {
          plan.addRelative(argument, trees, directory, recursive);
        } else {
          plan.add(argument, trees, directory, recursive);
        }
      } catch (PosixException e) {
        BytePath absolute = resolve(directory, BytePath.of(argument));
        plan.missing.add(WalkErrors.text(WalkErrors.linkStat(absolute), e));
      }
    }
    return plan;
  }

  private void add(byte[] argument, SourceTrees trees, BytePath directory, boolean recursive)
      throws PosixException {
    Listing contents = recursive ? Listing.TREE : Listing.CONTENTS;
    BytePath path = BytePath.of(argument);
    if (namesContents(argument)) {
      root.from(new Origin(trees.open(resolve(directory, path)), BytePath.ROOT));
      root.widen(contents);
      root.markTop();
      return;
    }
    BytePath parent = path.parent();
    byte[] name = path.name();
    Origin origin =
        new Origin(
            trees.open(parent == null ? SLASH : resolve(directory, parent)),
            BytePath.ROOT.child(name));
    PlanNode node = root.child(name);
    node.from(origin);
    node.widen(recursive ? Listing.TREE : Listing.ENTRY);
    node.markTop();
  }

  private void addRelative(
      byte[] argument, SourceTrees trees, BytePath directory, boolean recursive)
      throws PosixException, RsyncException {
    int cut = cut(argument);
    BytePath base =
        cut < 0
            ? (argument.length > 0 && argument[0] == '/' ? SLASH : directory)
            : resolve(directory, BytePath.of(Arrays.copyOf(argument, cut)));
    byte[] active = cut < 0 ? argument : Arrays.copyOfRange(argument, cut + 3, argument.length);
    BytePath name = BytePath.of(active);
    if (name.isAbsolute()) {
      name = name.relativeTo(SLASH);
    }
    Listing contents = recursive ? Listing.TREE : Listing.CONTENTS;
    boolean slash = active.length == 0 || namesContents(active);
    Origin origin = new Origin(trees.open(base), BytePath.ROOT);
    PlanNode node = root;
    if (cut < 0 && active.length > 2 && active[0] == '.' && active[1] == '/') {
      // Said aloud, the directory is a parent like the others.
      root.from(origin);
      root.widen(Listing.IMPLIED);
    }
    for (byte[] component : components(name)) {
      if (Arrays.equals(component, new byte[] {'.', '.'})) {
        throw new RsyncException(
            RsyncException.Kind.USAGE,
            "found \"..\" dir in relative path: " + BytePath.of(argument));
      }
      if (node != root) {
        node.from(origin);
      }
      node = node.child(component);
      origin = origin.child(component);
    }
    node.from(origin);
    node.widen(slash ? contents : recursive ? Listing.TREE : Listing.ENTRY);
    node.markTop();
  }

  /** Directories of one tree with all below, as {@link Selection.Subtrees} says. */
  public static NamePlan ofTrees(List<BytePath> directories, Origin origin) {
    NamePlan plan = new NamePlan();
    plan.root.widen(Listing.IMPLIED);
    directories.forEach(path -> plan.node(path, origin).widen(Listing.TREE));
    return plan;
  }

  /**
   * Exactly the given names of one tree (02-filelist, section 7).
   *
   * @param names what to bring over, delete, and make equal
   * @param origin the tree's root
   */
  public static NamePlan of(Selection.Names names, Origin origin) {
    NamePlan plan = new NamePlan();
    for (BytePath path : names.present()) {
      plan.node(path, origin).widen(Listing.ENTRY);
    }
    for (BytePath path : names.parents()) {
      PlanNode node = plan.node(path, origin);
      node.widen(Listing.ENTRY);
      node.markStanding();
    }
    for (BytePath path : names.complete()) {
      plan.node(path, origin).widen(Listing.TREE);
    }
    for (BytePath path : names.shallow()) {
      plan.node(path, origin).widen(Listing.CONTENTS);
    }
    for (BytePath path : names.absent()) {
      BytePath parent = path.parent();
      if (parent != null) {
        plan.node(parent, origin).widen(Listing.SCOPED);
      }
    }
    for (Selection.Rename rename : names.renames()) {
      plan.addRename(rename, origin);
    }
    return plan;
  }

  /** Both names, with what stands under the new one. */
  private void addRename(Selection.Rename rename, Origin rootOrigin) {
    int type = rename.directory() ? FileStat.DIRECTORY : FileStat.REGULAR;
    PlanNode to = node(rename.to(), rootOrigin);
    to.expect(type);
    to.widen(Listing.ENTRY);
    PlanNode from = root;
    for (byte[] component : components(rename.from())) {
      if (from.origins().isEmpty()) {
        // A parent that may be gone here; of an implied one only its name counts.
        from.from(rootOrigin);
      }
      from = from.child(component);
    }
    if (from.origins().isEmpty()) {
      from.from(to.origins().getFirst());
      from.expect(type);
    }
    from.widen(Listing.ENTRY);
  }

  private PlanNode node(BytePath path, Origin rootOrigin) {
    PlanNode node = root;
    Origin origin = rootOrigin;
    root.from(origin);
    for (byte[] component : components(path)) {
      node = node.child(component);
      origin = origin.child(component);
      node.from(origin);
    }
    return node;
  }

  private static List<byte[]> components(BytePath path) {
    List<byte[]> out = new ArrayList<>();
    byte[] bytes = path.toBytes();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '/') {
        if (i > start) {
          out.add(Arrays.copyOfRange(bytes, start, i));
        }
        start = i + 1;
      }
    }
    return out;
  }

  /** Whether an argument means what is in the directory rather than the directory by its name. */
  private static boolean namesContents(byte[] argument) {
    int n = argument.length;
    if (n == 0 || argument[n - 1] == '/') {
      return true;
    }
    if (argument[n - 1] != '.') {
      return false;
    }
    boolean dot = n == 1 || argument[n - 2] == '/';
    boolean dots = n >= 2 && argument[n - 2] == '.' && (n == 2 || argument[n - 3] == '/');
    return dot || dots;
  }

  /** Where a relative argument is cut: the last "/./". */
  private static int cut(byte[] argument) {
    for (int i = argument.length - 3; i >= 0; i--) {
      if (argument[i] == '/' && argument[i + 1] == '.' && argument[i + 2] == '/') {
        return i;
      }
    }
    return -1;
  }

  private static BytePath resolve(BytePath directory, BytePath path) {
    return path.isAbsolute() ? path : directory.resolve(path);
  }
}
