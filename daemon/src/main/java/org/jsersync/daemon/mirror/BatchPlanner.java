package org.jsersync.daemon.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jsersync.daemon.mirror.BatchPlan.Push;
import org.jsersync.daemon.mirror.BatchPlan.Unreadable;
import org.jsersync.daemon.mirror.PlannedNames.Check;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;
import org.jsersync.watcher.DirectoryFilter;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the disk and decides for each dirty name what is to be sent: what counts is what stands
 * there now, not what once happened. Made anew for each batch, since it remembers which directories
 * it saw.
 */
final class BatchPlanner {
  /** A subtree of at most this many names and bytes is sent without quick check. */
  static final int SMALL_NAMES = 1_000;

  /** Names of files and directories that are renamed in one session. */
  static final int MOST_RENAMED = 50_000;

  private static final long SMALL_BYTES = 8L << 20;

  /** Larger files do not hold up others. */
  private static final long LARGE_FILE = 8L << 20;

  /** Sending a file this small once too often costs less than a session of its own. */
  private static final long SMALL_FILE = 64L << 10;

  /**
   * What a remote is to be told.
   *
   * @param exclusion names that are left alone
   * @param deletes whether names that went are deleted at the remote
   * @param comparisonDeletes whether comparing a directory deletes what only the remote has
   * @param hardLinks the tree's hard links; null if they are not kept
   * @param smallNames how many names a small subtree has at most
   * @param mostRenamed how many names the remote is to rename in one session at most; 0 if it is
   *     not to rename any
   * @param keepsNewer whether the remote keeps files that are newer there ({@code --update})
   * @param oneFileSystem whether the remote has nothing of what is mounted below the root
   */
  record Rules(
      DirectoryFilter exclusion,
      boolean deletes,
      boolean comparisonDeletes,
      @Nullable HardLinkIndex hardLinks,
      int smallNames,
      int mostRenamed,
      boolean keepsNewer,
      boolean oneFileSystem) {
    Rules withoutComparisonDeletes() {
      return new Rules(
          exclusion, deletes, false, hardLinks, smallNames, mostRenamed, keepsNewer, oneFileSystem);
    }

    Rules withoutRenames() {
      return new Rules(
          exclusion,
          deletes,
          comparisonDeletes,
          hardLinks,
          smallNames,
          0,
          keepsNewer,
          oneFileSystem);
    }

    private Rules leavingAlone(OtherFileSystems mounts) {
      return new Rules(
          (path, directory) -> exclusion.excluded(path, directory) || mounts.isBeyond(path),
          deletes,
          comparisonDeletes,
          hardLinks,
          smallNames,
          mostRenamed,
          keepsNewer,
          oneFileSystem);
    }
  }

  /** Finds the other names of a hard-linked file that are to go with it. */
  interface Links {
    List<BytePath> of(BytePath path, FileStat stat);
  }

  private final SourceTree tree;
  private final Rules rules;
  private final OtherFileSystems mounts;
  private final PlannedNames planned;
  private final Map<BytePath, Look> looks = new HashMap<>();
  private final List<Dirty> settled = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  private final Lane lane;
  private final Predicate<BytePath> unmounted;
  private final List<Dirty> withheld = new ArrayList<>();
  private final List<Dirty> large = new ArrayList<>();
  private final List<Dirty> links = new ArrayList<>();
  private final List<Dirty> more = new ArrayList<>();

  /** The names of the batch. */
  private final Set<BytePath> named = new HashSet<>();

  /** Directories that are gone, as what is in them says. */
  private final Set<BytePath> goneAbove = new HashSet<>();

  /** What the remote renames before all else. */
  private final Related targets = new Related();

  /**
   * What a name is: itself, or the topmost parent that is missing or no directory.
   *
   * @param stat null if it is missing
   */
  private record Look(BytePath subject, @Nullable FileStat stat) {}

  /**
   * A planner for one batch.
   *
   * @param tree the source
   * @param lane says what is left to other flights
   * @param unmounted names above or below a mount point whose file system is missing: nothing is
   *     deleted there
   */
  BatchPlanner(SourceTree tree, Rules rules, Lane lane, Predicate<BytePath> unmounted) {
    this.tree = tree;
    this.mounts = rules.oneFileSystem() ? OtherFileSystems.of(tree) : OtherFileSystems.IGNORED;
    this.rules = rules.oneFileSystem() ? rules.leavingAlone(mounts) : rules;
    this.lane = lane;
    this.unmounted = unmounted;
    this.planned = new PlannedNames(lane::isFailing, lane.isSynced());
  }

  /** Plans a batch: first what the remote renames, which is nothing else's basis or target then. */
  BatchPlan plan(List<Dirty> batch) {
    RenamePlan renames = new RenamePlan(tree, rules, lane::isFailing, this::claimedLinks);
    batch.forEach(change -> named.add(change.path()));
    List<Dirty> rest = new ArrayList<>();
    planRenames(batch, renames, rest);
    // What a later session is to make names from has to stay until then.
    Related kept = new Related();
    // And what it takes back, has to come after it.
    Related awaited = new Related();
    for (Dirty change : renames.more()) {
      more.add(change);
      if (change.origin() != null) {
        kept.add(change.origin());
        awaited.add(change.path());
      }
    }
    for (Dirty change : rest) {
      if (kept.covers(change.path()) || awaited.isBelow(change.path())) {
        more.add(change);
      } else {
        placeOrTell(change);
      }
    }
    List<Push> pushes = new ArrayList<>(renames.pushes());
    pushes.addAll(planned.pushes());
    return new BatchPlan(pushes, settled, unreadable, withheld, large, links, more);
  }

  private void planRenames(List<Dirty> batch, RenamePlan renames, List<Dirty> rest) {
    List<Dirty> moves = new ArrayList<>();
    for (Dirty change : batch) {
      if (change.isRename() && isRenameable(change)) {
        moves.add(change);
      } else {
        rest.add(change.isRename() ? change.anew() : change);
      }
    }
    if (moves.isEmpty()) {
      return;
    }
    if (!lane.link(List.of())) {
      links.addAll(moves);
      return;
    }
    Set<Dirty> anew = Set.copyOf(renames.plan(moves));
    for (Dirty move : moves) {
      if (anew.contains(move)) {
        rest.add(move.anew());
      } else {
        targets.add(move.path());
      }
    }
  }

  /** Names of files that go with renamed ones; two batches with links at once there are not. */
  private List<BytePath> claimedLinks(BytePath path, FileStat stat) {
    List<BytePath> others = hardLinks(path, stat);
    lane.link(others);
    return others;
  }

  /** Whether a moved name is there, and mirrored under both names. */
  private boolean isRenameable(Dirty change) {
    BytePath path = change.path();
    BytePath from = change.origin();
    if (rules.mostRenamed() == 0 || from == null || isParentExcluded(path)) {
      return false;
    }
    try {
      Look look = look(path);
      FileStat stat = look.stat();
      return stat != null
          && look.subject().equals(path)
          && !rules.exclusion().excluded(path, stat.isDirectory())
          && !isParentExcluded(from)
          && !rules.exclusion().excluded(from, stat.isDirectory());
    } catch (PosixException e) {
      return false;
    }
  }

  private void placeOrTell(Dirty change) {
    try {
      place(change);
    } catch (PosixException e) {
      unreadable.add(new Unreadable(change, e));
    }
  }

  private void place(Dirty change) throws PosixException {
    BytePath path = change.path();
    if (isParentExcluded(path) || mounts.isBeyond(path)) {
      settled.add(change);
      return;
    }
    Look look = look(path);
    FileStat stat = look.stat();
    if (stat == null) {
      placeMissing(change, look.subject());
    } else if (!look.subject().equals(path)) {
      planned.present(change, look.subject(), contentCheck(change, stat), List.of());
    } else if (!path.isEmpty() && rules.exclusion().excluded(path, stat.isDirectory())) {
      settled.add(change);
    } else if (stat.isDirectory()) {
      placeDirectory(change);
    } else {
      placeFile(change, stat);
    }
  }

  private void placeMissing(Dirty change, BytePath subject) {
    if (!rules.deletes() || isExcludedBothWays(subject)) {
      settled.add(change);
    } else if (unmounted.test(subject)) {
      withheld.add(change);
    } else if (!subject.equals(change.path())) {
      placeBelowMissing(change, subject);
    } else {
      planned.absent(change, subject);
    }
  }

  /**
   * A name goes with the directory that it was in; but that may have been moved, which is told
   * next, and then what may differ here differs under the new name.
   */
  private void placeBelowMissing(Dirty change, BytePath directory) {
    if (named.contains(directory)) {
      planned.absent(change, directory);
      return;
    }
    more.add(change);
    if (goneAbove.add(directory)) {
      more.add(new Dirty(directory, What.ATTRIBUTES, change.since()));
    }
  }

  private void placeFile(Dirty change, FileStat stat) {
    boolean content = change.what().compareTo(What.CONTENT) >= 0;
    Check check = content ? contentCheck(change, stat) : attributesCheck(stat);
    if (stat.isRegular() && stat.size() > LARGE_FILE && lane.setsLargeAside()) {
      large.add(change);
      return;
    }
    List<BytePath> others = hardLinks(change.path(), stat);
    if (hasLinks(stat) && !lane.link(others)) {
      links.add(change);
    } else {
      planned.present(change, change.path(), check, others);
    }
  }

  private boolean hasLinks(FileStat stat) {
    return rules.hardLinks() != null && stat.links() > 1;
  }

  private List<BytePath> hardLinks(BytePath path, FileStat stat) {
    HardLinkIndex index = rules.hardLinks();
    if (index == null || !hasLinks(stat)) {
      return List.of();
    }
    List<BytePath> links = new ArrayList<>();
    for (BytePath other : index.others(tree, path, stat)) {
      if (!isParentExcluded(other) && !rules.exclusion().excluded(other, false)) {
        links.add(other);
      }
    }
    return links;
  }

  private void placeDirectory(Dirty change) throws PosixException {
    BytePath path = change.path();
    if (mounts.isAt(path)) {
      planned.present(change, path, Check.ANY, List.of());
    } else if (change.what() == What.NAMES && rules.comparisonDeletes()) {
      planned.shallow(change);
    } else if (change.what().compareTo(What.NAMES) <= 0) {
      planned.present(change, path, Check.ANY, List.of());
    } else if (path.isEmpty()) {
      planned.everything(change);
    } else {
      placeSubtree(change);
    }
  }

  /** The two ways to bring over a directory: made equal, or its names one by one. */
  private void placeSubtree(Dirty change) throws PosixException {
    boolean told = change.what() == What.GONE;
    if (told && rules.deletes() && unmounted.test(change.path())) {
      withheld.add(change);
      return;
    }
    SubtreeScan scan =
        SubtreeScan.of(tree, change.path(), rules.exclusion(), mounts, rules.smallNames());
    boolean small =
        scan.finished() && scan.names().size() <= rules.smallNames() && scan.bytes() <= SMALL_BYTES;
    // What was moved away from here and what is here now may be one file at the remote, of which a
    // quick check would leave it at that; what was moved here stands by now (ADR 6).
    boolean linked = told && rules.mostRenamed() > 0;
    boolean unseen = linked || (small && !targets.covers(change.path()));
    Check check = unseen ? unseen(change) : Check.QUICK_CHECK;
    Set<BytePath> others = new LinkedHashSet<>();
    for (SubtreeScan.Found file : scan.linked()) {
      others.addAll(hardLinks(file.path(), file.stat()));
    }
    if (!scan.linked().isEmpty() && rules.hardLinks() != null && !lane.link(List.copyOf(others))) {
      links.add(change);
      return;
    }
    if (rules.deletes() && (told || rules.comparisonDeletes())) {
      planned.complete(change, check, List.copyOf(others));
    } else {
      others.addAll(scan.names());
      planned.expanded(change, check, List.copyOf(others));
      scan.rest().forEach(rest -> more.add(new Dirty(rest, change.what(), change.since())));
      for (SubtreeScan.Unreadable found : scan.unreadable()) {
        Dirty below = new Dirty(found.path(), change.what(), change.since());
        unreadable.add(new Unreadable(below, found.reason()));
      }
    }
  }

  private Check contentCheck(Dirty change, FileStat stat) {
    return stat.isRegular() ? unseen(change) : Check.ANY;
  }

  /** What was deleted here goes there, even if what took its name is older. */
  private Check unseen(Dirty change) {
    boolean replaces = rules.keepsNewer() && rules.deletes() && change.what() == What.GONE;
    return replaces ? Check.REPLACE : Check.IGNORE_TIMES;
  }

  private static Check attributesCheck(FileStat stat) {
    return stat.isRegular() && stat.size() > SMALL_FILE ? Check.QUICK_CHECK : Check.ANY;
  }

  private boolean isParentExcluded(BytePath path) {
    for (BytePath up = path.parent(); up != null && !up.isEmpty(); up = up.parent()) {
      if (rules.exclusion().excluded(up, true)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a name that is gone is left alone whatever it was. One that is excluded only as a
   * directory, or only as none, the daemon may know as the other: the same filter, which it gets
   * before the rules that name what goes, protects it there if need be.
   */
  private boolean isExcludedBothWays(BytePath path) {
    return rules.exclusion().excluded(path, false) && rules.exclusion().excluded(path, true);
  }

  private Look look(BytePath path) throws PosixException {
    Look known = looks.get(path);
    if (known == null) {
      known = lookAnew(path);
      looks.put(path, known);
    }
    return known;
  }

  private Look lookAnew(BytePath path) throws PosixException {
    BytePath parent = path.parent();
    if (parent != null && !parent.isEmpty()) {
      Look above = look(parent);
      FileStat stat = above.stat();
      if (stat == null || !stat.isDirectory()) {
        return above;
      }
    }
    try {
      return new Look(path, tree.lstat(path));
    } catch (PosixException e) {
      if (e.isGone()) {
        return new Look(path, null);
      }
      throw e;
    }
  }
}
