package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.DirectoryFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random file operations on a tree, told in any order but for renames, more than once, or lost to a
 * comparison; batches that look at the tree while it changes and fail half way: in the end the
 * remote equals the source, and nothing went there that was not told to go.
 */
class MirrorModelTest {
  private static final int ROUNDS = 400;
  private static final int STEPS = 60;
  private static final RsyncTarget TARGET =
      new RsyncTarget("host", 873, null, "data", BytePath.ROOT);

  private final MirrorSettings settings = MirrorSettings.defaults();

  @ParameterizedTest(
      name = "--delete {0}, live deletions {1}, lost events {2}, pauses {3}, lanes {4}")
  @CsvSource({
    "true,true,true,false,1",
    "false,true,false,false,1",
    "true,true,false,false,1",
    "true,true,true,true,1",
    "false,true,false,true,1",
    "true,true,true,false,3",
    "false,true,false,false,3",
    "true,true,false,false,3",
    "true,true,true,true,3",
    "false,true,false,true,3"
  })
  void theRemoteEndsEqual(
      boolean comparisonDeletes, boolean deletes, boolean overflows, boolean pauses, int lanes) {
    long seed = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      new Run(seed + round, comparisonDeletes, deletes, overflows, pauses, lanes).play();
    }
  }

  @Test
  void whatIsRenamedIsLinkedAndNamesAreConfirmedOnTheWay() {
    int links = 0;
    int confirmed = 0;
    for (int round = 0; round < 100; round++) {
      Run run = new Run(round, true, true, false, false, 1);
      run.play();
      links += run.remote.links;
      confirmed += run.confirmedNames;
    }
    assertThat(links).isGreaterThan(50);
    assertThat(confirmed).isGreaterThan(1_000);
  }

  @ParameterizedTest(name = "lanes {0}")
  @ValueSource(ints = {1, 3})
  void aRemoteWithoutHardLinksEndsEqual(int lanes) {
    long seed = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      Run run = new Run(seed + round, true, true, false, false, lanes);
      run.remote.linkless = true;
      run.play();
      assertThat(run.remote.links).isZero();
    }
  }

  /**
   * A comparison by schedule now and then, and stops whose pending names the next start is given.
   */
  @ParameterizedTest(name = "schedule {0}, restarts {1}, --delete {2}, lost events {3}, lanes {4}")
  @CsvSource({
    "true,false,true,false,3",
    "false,true,true,false,1",
    "true,true,true,true,1",
    "true,true,true,true,3",
    "true,true,false,false,3"
  })
  void comparedByScheduleAndStartedAgainTheRemoteEndsEqual(
      boolean schedule, boolean restarts, boolean comparisonDeletes, boolean overflows, int lanes) {
    long seed = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      Run run = new Run(seed + round, comparisonDeletes, true, overflows, false, lanes);
      run.schedule = schedule;
      run.restarts = restarts;
      run.play();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @CsvSource({"1", "2", "3"})
  void withoutDeletionsTheRemoteKeepsEverything(long seed) {
    Run run = new Run(seed, false, false, false, false, 1);
    run.play();
    assertThat(run.remote.deleted)
        .as("seed %d", seed)
        .allMatch(path -> run.replaced.contains(path) || run.isBelowReplaced(path));
  }

  private final class Run {
    final ModelTree source = new ModelTree();
    final ModelRemote remote;
    final Set<BytePath> toldGone = new HashSet<>();
    final Set<BytePath> toldTree = new HashSet<>();

    /** Names that changed between file and directory: the remote has to make way. */
    final Set<BytePath> replaced = new HashSet<>();

    private final long seed;
    private final boolean comparisonDeletes;
    private final boolean deletes;
    private final boolean overflows;

    /** Sessions at a time. */
    private final int lanes;

    /**
     * Whether so much time passes that only the told change of a file can say that its content
     * differs where size and time don't. Such a change is never lost then.
     */
    private final boolean pauses;

    /** Files whose content changed and whose size and time did not, by inode. */
    private final Set<Integer> sneaky = new HashSet<>();

    /** When the content of an inode was written, nanoseconds. */
    private final Map<Integer, Long> writtenAt = new HashMap<>();

    /** Whether everything is compared now and then because it is time to. */
    boolean schedule;

    /** Whether the mirror is stopped now and then. */
    boolean restarts;

    private final RandomGenerator random;
    private Agenda agenda;
    private final BatchSender sender;
    private final List<Dirty> told = new ArrayList<>();
    private final Map<BytePath, Boolean> types = new TreeMap<>();

    /** Whether most changes find a remote that has everything so far. */
    private final boolean calm;

    /** When each name was told last. */
    private final Map<BytePath, Long> toldAt = new HashMap<>();

    /** When all below a directory was told to differ, last. */
    private final Map<BytePath, Long> treeToldAt = new HashMap<>();

    private long now;
    private int depth = 1;
    private int confirmedNames;
    private int serial = 1;

    Run(
        long seed,
        boolean comparisonDeletes,
        boolean deletes,
        boolean overflows,
        boolean pauses,
        int lanes) {
      this.seed = seed;
      this.lanes = lanes;
      this.comparisonDeletes = comparisonDeletes;
      this.deletes = deletes;
      this.overflows = overflows;
      this.pauses = pauses;
      this.random = new SplittableRandom(seed);
      this.calm = random.nextBoolean();
      this.remote = new ModelRemote(source, random, this::meanwhile);
      this.agenda = new Agenda(settings, random, true, now);
      BatchPlanner.Rules rules =
          new BatchPlanner.Rules(
              DirectoryFilter.NONE, deletes, comparisonDeletes, null, 3, 4, false, false);
      this.sender =
          new BatchSender(
              new RootGuard(() -> source), remote, remote, rules, new RecentlySent(), () -> now);
    }

    void play() {
      for (int i = 0; i < 20; i++) {
        operate();
      }
      told.clear();
      toldTree.add(BytePath.ROOT);
      drain();
      plantExtras();
      for (int i = 0; i < STEPS; i++) {
        operate();
        if (calm && random.nextInt(3) == 0) {
          remote.failurePercent = 0;
          tell();
          drain();
        }
        if (random.nextInt(3) == 0) {
          tell();
        }
        if (random.nextInt(3) == 0) {
          remote.failurePercent = random.nextInt(3) * 10;
          now += random.nextLong(pauses ? 100_000_000_000L : 2_000_000_000L);
          step();
        }
        sometimesRestart();
      }
      remote.failurePercent = 0;
      tell();
      drain();
      check();
    }

    private void drain() {
      for (int i = 0; agenda.pending() > 0 || agenda.isScheduledDue(); i++) {
        assertThat(i).as("seed %d: rounds to drain", seed).isLessThan(200);
        now = Math.max(now, agenda.wakeAt());
        step();
        tell();
      }
    }

    private void step() {
      Flight flight = agenda.next(now);
      if (flight != null) {
        agenda.settle(flight, sender.send(flight.batch, new ModelLane(flight)), now);
        whatIsConfirmedIsRight();
      }
    }

    /**
     * What the remote is said to have right, and is not to be told of yet, it has as the source has
     * it.
     */
    private void whatIsConfirmedIsRight() {
      Set<BytePath> names = new HashSet<>(toldAt.keySet());
      names.addAll(source.items.keySet());
      names.remove(BytePath.ROOT);
      for (BytePath path : names) {
        if (isToBeTold(path) || standing(path) != Standing.CONFIRMED) {
          continue;
        }
        ModelTree.Item here = source.items.get(path);
        ModelTree.Item there = remote.tree.items.get(path);
        boolean right =
            here == null
                ? there == null || !deletes || overflows
                : there != null
                    && (here.directory() ? there.directory() : here.content() == there.content());
        assertThat(right)
            .as("seed %d: %s is %s here, confirmed, and %s there", seed, path, here, there)
            .isTrue();
        confirmedNames++;
      }
    }

    private Standing standing(BytePath path) {
      long first = toldAt.getOrDefault(path, 0L);
      long since = first;
      for (BytePath up = path.parent(); up != null; up = up.parent()) {
        since = Math.max(since, treeToldAt.getOrDefault(up, 0L));
      }
      return agenda.standing(path, first, since);
    }

    private boolean isToBeTold(BytePath path) {
      for (Dirty change : told) {
        BytePath from = change.origin();
        if (path.startsWith(change.path()) || (from != null && path.startsWith(from))) {
          return true;
        }
      }
      return false;
    }

    /** What the watcher told is known by then; a move is a new name after it. */
    private void sometimesRestart() {
      if (!restarts || random.nextInt(20) > 0) {
        return;
      }
      tell();
      agenda.stop();
      Undelivered left = new Undelivered(agenda.hindrance(), now);
      agenda.tell(left);
      boolean due = agenda.isScheduledDue();
      agenda = new Agenda(settings, random, false, now);
      if (due) {
        // By schedule it would be due again some day.
        agenda.compareScheduled(now);
      }
      for (PendingName name : left.names(TARGET, settings.maxDirty(), Instant.EPOCH).names()) {
        assertThat(name.reason()).as("seed %d: %s", seed, name).isNotEmpty();
        agenda.add(new Dirty(name.path(), name.what(), now));
        if (name.what() == What.TREE) {
          toldTree.add(name.path());
        }
      }
    }

    /** While a session goes on, another one is held from its beginning to its end. */
    private void meanwhile() {
      whatIsConfirmedIsRight();
      sometimesOperate();
      if (schedule && random.nextInt(10) == 0 && agenda.compareScheduled(now)) {
        toldTree.add(BytePath.ROOT);
      }
      if (lanes > 1 && depth < lanes && random.nextInt(3) == 0) {
        depth++;
        tell();
        now += random.nextLong(30_000_000L);
        step();
        depth--;
      }
    }

    private final class ModelLane implements Lane {
      private final Flight flight;

      ModelLane(Flight flight) {
        this.flight = flight;
      }

      @Override
      public boolean isScheduled() {
        return flight.scheduled;
      }

      @Override
      public boolean isFailing(BytePath path) {
        return agenda.isFailing(path);
      }

      @Override
      public boolean link(List<BytePath> others) {
        return agenda.link(flight, others);
      }

      @Override
      public void acknowledged(BytePath path) {
        agenda.acknowledged(flight, path);
      }
    }

    /** Names that only the remote has. */
    private void plantExtras() {
      for (BytePath path : List.copyOf(remote.tree.items.keySet())) {
        if (remote.tree.isDirectory(path)) {
          remote.tree.items.put(
              path.child(new byte[] {'k', 'e', 'e', 'p'}), new ModelTree.Item(false, 0, 0, 0, 0));
        }
      }
      remote.deleted.clear();
      toldTree.clear();
      toldGone.clear();
    }

    private void sometimesOperate() {
      if (remote.failurePercent > 0) {
        for (int i = random.nextInt(3); i > 0; i--) {
          operate();
        }
      }
    }

    private void operate() {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> write(randomPath());
        case 3 -> makeDirectory(randomPath());
        case 4 -> delete(randomPath());
        case 5 -> change(randomPath());
        default -> move(existingPath(), randomPath());
      }
    }

    private void write(BytePath path) {
      if (!source.isDirectory(path.parent()) || source.isDirectory(path)) {
        return;
      }
      ModelTree.Item before = source.items.get(path);
      boolean looksEqual = before != null && random.nextInt(3) == 0 && mayLookEqual(before);
      int quick = before != null && looksEqual ? before.quick() : serial++;
      int attributes = before == null ? 0 : before.attributes();
      int inode = serial++;
      if (looksEqual) {
        sneaky.add(inode);
      }
      writtenAt.put(inode, now);
      source.items.put(path, new ModelTree.Item(false, serial++, quick, attributes, inode));
      if (before == null) {
        source.touchParent(path, serial++);
      }
      tell(path, What.CONTENT);
    }

    /** A file can be written anew with equal size and time for a second; or its change is told. */
    private boolean mayLookEqual(ModelTree.Item before) {
      Long written = writtenAt.get(before.inode());
      return pauses || (written != null && now - written < 1_000_000_000L);
    }

    private void makeDirectory(BytePath path) {
      if (source.isDirectory(path.parent()) && !source.items.containsKey(path)) {
        source.items.put(path, new ModelTree.Item(true, serial++, 0, 0, serial++));
        source.touchParent(path, serial++);
        tell(path, What.TREE);
      }
    }

    private void delete(BytePath path) {
      if (source.items.containsKey(path)) {
        source.remove(path);
        source.touchParent(path, serial++);
        tell(path, What.GONE);
      }
    }

    private void change(BytePath path) {
      ModelTree.Item item = source.items.get(path);
      if (item != null) {
        source.items.put(
            path,
            new ModelTree.Item(
                item.directory(), item.content(), item.quick(), serial++, item.inode()));
        tell(path, What.ATTRIBUTES);
      }
    }

    private void move(BytePath from, BytePath to) {
      boolean possible =
          source.items.containsKey(from)
              && source.isDirectory(to.parent())
              && !to.startsWith(from)
              && !from.startsWith(to)
              && !source.isDirectory(to);
      if (!possible || (source.isDirectory(from) && source.items.containsKey(to))) {
        return;
      }
      source.move(from, to);
      source.touchParent(from, serial++);
      source.touchParent(to, serial++);
      told.add(new Dirty(to, source.isDirectory(to) ? What.TREE : What.CONTENT, now, from));
      toldGone.add(from);
      toldTree.add(to);
      noteType(to);
      source.below(to).forEach(this::noteType);
      if (pauses) {
        source.below(to).stream().filter(this::isSneaky).forEach(path -> tell(path, What.CONTENT));
      }
    }

    private boolean isSneaky(BytePath path) {
      ModelTree.Item item = source.items.get(path);
      return item != null && sneaky.contains(item.inode());
    }

    private void tell(BytePath path, What what) {
      told.add(new Dirty(path, what, now));
      if (what == What.GONE) {
        toldGone.add(path);
      } else if (what == What.TREE) {
        toldTree.add(path);
      }
      noteType(path);
    }

    private void noteType(BytePath path) {
      ModelTree.Item item = source.items.get(path);
      if (item != null) {
        Boolean before = types.put(path, item.directory());
        if (before != null && before != item.directory()) {
          replaced.add(path);
        }
      }
    }

    /** What the watcher hands over: in any order, some of it twice, or lost. */
    private void tell() {
      shuffleTold();
      if (overflows && !told.isEmpty() && random.nextInt(4) == 0) {
        BytePath top = BytePath.ROOT;
        told.removeIf(change -> !pauses || !isSneaky(change.path()));
        // A move that is told after something was lost says nothing about the old name.
        told.forEach(change -> agenda.add(new Dirty(change.path(), What.CONTENT, now)));
        told.clear();
        toldTree.add(top);
        agenda.add(new Dirty(top, What.TREE, now));
        treeToldAt.put(top, now);
        return;
      }
      for (Dirty change : told) {
        agenda.add(change);
        toldAt.put(change.path(), now);
        if (change.what() == What.TREE) {
          treeToldAt.put(change.path(), now);
        }
        if (change.origin() != null) {
          toldAt.put(change.origin(), now);
        }
        if (change.origin() == null && random.nextInt(5) == 0) {
          agenda.add(change);
        }
      }
      told.clear();
    }

    /** Moves stay where they are among what comes before and after them. */
    private void shuffleTold() {
      int begin = 0;
      for (int i = 0; i <= told.size(); i++) {
        if (i == told.size() || told.get(i).origin() != null) {
          Collections.shuffle(told.subList(begin, i), random);
          begin = i + 1;
        }
      }
    }

    private BytePath existingPath() {
      List<BytePath> paths = List.copyOf(source.items.keySet());
      return paths.get(random.nextInt(paths.size()));
    }

    private BytePath randomPath() {
      BytePath path = BytePath.ROOT;
      for (int depth = 1 + random.nextInt(4); depth > 0; depth--) {
        path = path.child(new byte[] {(byte) ('a' + random.nextInt(3))});
      }
      return path;
    }

    private void check() {
      for (Map.Entry<BytePath, ModelTree.Item> entry : source.items.entrySet()) {
        if (!deletes && entry.getValue().directory()) {
          // Its time is of names that are not told.
          continue;
        }
        assertThat(remote.tree.items.get(entry.getKey()))
            .as("seed %d: %s at the remote", seed, entry.getKey())
            .isEqualTo(entry.getValue());
      }
      for (BytePath path : remote.tree.items.keySet()) {
        boolean extra = path.toString().endsWith("keep");
        boolean debris = ModelRemote.isDebris(path) && !comparisonDeletes;
        assertThat(extra || debris || !deletes || source.items.containsKey(path))
            .as("seed %d: %s only at the remote", seed, path)
            .isTrue();
      }
      for (BytePath path : remote.deleted) {
        assertThat(path.toString().endsWith("keep") && !isTold(path))
            .as("seed %d: %s was deleted", seed, path)
            .isFalse();
      }
    }

    private boolean isTold(BytePath path) {
      return isBelow(path, toldGone)
          || (comparisonDeletes && isBelow(path, toldTree))
          || (comparisonDeletes && isBelow(path, remote.brokenIn))
          || isBelowReplaced(path);
    }

    boolean isBelowReplaced(BytePath path) {
      return isBelow(path, replaced);
    }

    private static boolean isBelow(BytePath path, Set<BytePath> tops) {
      for (BytePath up = path; up != null; up = up.parent()) {
        if (tops.contains(up)) {
          return true;
        }
      }
      return false;
    }
  }
}
