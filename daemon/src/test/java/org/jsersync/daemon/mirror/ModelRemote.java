package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.PushStats;
import org.jsersync.protocol.PushStats.Kinds;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.SourceTree;
import org.jspecify.annotations.Nullable;

/**
 * A module of a daemon, as far as the engine can tell: takes a selection, looks at the source while
 * it pushes, fails now and then, and notes what it deleted.
 */
final class ModelRemote implements Pusher {
  static final PushStats NO_STATS =
      new PushStats(Kinds.NONE, Kinds.NONE, Kinds.NONE, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  final ModelTree tree = new ModelTree();
  final Set<BytePath> deleted = new HashSet<>();

  /** Parents of what was listed in a session that broke off. */
  final Set<BytePath> brokenIn = new HashSet<>();

  /** Names that are one file, each with what they have in common; others stand alone. */
  private final Map<BytePath, Object> inodes = new HashMap<>();

  /** Whether the module's file system makes no hard links. */
  boolean linkless;

  int links;
  int failurePercent;
  int sessions;
  int transfers;

  private final ModelTree source;
  private final RandomGenerator random;
  private final Runnable meanwhile;
  private int clobbered = -1;

  ModelRemote(ModelTree source, RandomGenerator random, Runnable meanwhile) {
    this.source = source;
    this.random = random;
    this.meanwhile = meanwhile;
  }

  @Override
  public PushReport push(
      SourceTree from, Selection selection, PushMode mode, boolean delete, Sink sink) {
    sessions++;
    if (random.nextInt(100) < failurePercent) {
      return broken(Set.of(), 0);
    }
    return new Session(mode, sink).run(selection, delete);
  }

  /** What a killed receiver left of the file that it was writing. */
  static boolean isDebris(BytePath path) {
    byte[] name = path.name();
    return name.length == 1 && name[0] == '~';
  }

  private static PushReport broken(Set<BytePath> confirmed, int listSize) {
    RsyncException failure = new RsyncException(RsyncException.Kind.STREAM, "connection lost");
    PushStats stats =
        new PushStats(Kinds.NONE, Kinds.NONE, Kinds.NONE, 0, 0, 0, 0, 0, listSize, 0, 0, 0);
    return new PushReport(failure, 12, confirmed, Map.of(), Set.of(), Set.of(), stats);
  }

  private void remove(BytePath path) {
    deleted.addAll(tree.below(path));
    inodes.keySet().removeAll(tree.below(path));
    inodes.remove(path);
    if (tree.items.containsKey(path)) {
      deleted.add(path);
      tree.remove(path);
      tree.touchParent(path, clobbered--);
    }
  }

  private final class Session {
    private final PushMode mode;
    private final Sink sink;
    private final Map<BytePath, ModelTree.Item> list = new LinkedHashMap<>();
    private final Set<BytePath> confirmed = new HashSet<>();
    private final Map<BytePath, String> failed = new HashMap<>();
    private final Set<BytePath> vanished = new HashSet<>();
    private final Set<BytePath> changing = new HashSet<>();
    private final Map<BytePath, Selection.Rename> pairs = new HashMap<>();
    private final Set<BytePath> renamed = new HashSet<>();

    Session(PushMode mode, Sink sink) {
      this.mode = mode;
      this.sink = sink;
    }

    PushReport run(Selection selection, boolean delete) {
      List<BytePath> toDelete = new ArrayList<>();
      switch (selection) {
        case Selection.Contents all -> {
          listAll(BytePath.ROOT);
          if (delete) {
            toDelete.addAll(extraneous(BytePath.ROOT));
          }
        }
        case Selection.Arguments _, Selection.Subtrees _ ->
            throw new IllegalArgumentException("a mirror has none of these: " + selection);
        case Selection.Names names -> {
          TreeSet<BytePath> present = new TreeSet<>(names.present());
          present.forEach(this::listOne);
          names.parents().forEach(this::listParent);
          names.complete().forEach(this::listAll);
          names.renames().forEach(r -> listRename(r, names));
          toDelete.addAll(names.absent());
          names.complete().forEach(directory -> toDelete.addAll(extraneous(directory)));
          for (BytePath directory : names.shallow()) {
            listOne(directory);
            source.below(directory).stream()
                .filter(path -> directory.equals(path.parent()))
                .forEach(this::listOne);
            extraneous(directory).stream()
                .filter(path -> directory.equals(path.parent()))
                .forEach(toDelete::add);
          }
        }
      }
      meanwhile.run();
      int breaksAt = random.nextInt(100) < failurePercent ? random.nextInt(list.size() + 1) : -1;
      toDelete.forEach(ModelRemote.this::remove);
      int done = 0;
      for (Map.Entry<BytePath, ModelTree.Item> entry : list.entrySet()) {
        if (done++ == breaksAt) {
          list.keySet().forEach(this::noteBroken);
          if (selection instanceof Selection.Names names) {
            names.present().forEach(this::noteBroken);
            names.parents().forEach(this::noteBroken);
            names.complete().forEach(this::noteBroken);
            names.shallow().forEach(this::noteBroken);
          }
          if (!entry.getValue().directory()) {
            leaveDebris(entry.getKey());
          }
          return broken(confirmed, 1);
        }
        Selection.Rename pair = pairs.get(entry.getKey());
        if (pair == null) {
          receive(entry.getKey(), entry.getValue());
        } else if (pair.to().equals(entry.getKey())) {
          receivePair(pair, entry.getValue());
        }
        if (random.nextInt(10) == 0) {
          meanwhile.run();
        }
      }
      meanwhile.run();
      list.forEach(this::finishDirectory);
      int exitCode = failed.isEmpty() ? vanished.isEmpty() ? 0 : 24 : 23;
      return new PushReport(
          null, exitCode, confirmed, failed, vanished, changing, renamed, List.of(), NO_STATS);
    }

    private void leaveDebris(BytePath beside) {
      BytePath parent = beside.parent();
      if (parent != null && tree.isDirectory(parent)) {
        tree.items.put(parent.child(new byte[] {'~'}), new ModelTree.Item(false, 0, 0, 0, 0));
      }
    }

    private void noteBroken(BytePath path) {
      BytePath parent = path.parent();
      if (parent != null) {
        brokenIn.add(parent);
      }
    }

    private List<BytePath> extraneous(BytePath directory) {
      List<BytePath> extraneous = new ArrayList<>();
      for (BytePath path : tree.below(directory)) {
        if (!list.containsKey(path)) {
          extraneous.add(path);
        }
      }
      return extraneous;
    }

    /** One that is no directory by now is not listed. */
    private void listParent(BytePath path) {
      if (source.isDirectory(path)) {
        listOne(path);
      } else {
        vanished.add(path);
      }
    }

    private void listOne(BytePath path) {
      ModelTree.Item item = source.items.get(path);
      if (item == null) {
        vanished.add(path);
      } else {
        list.put(path, item);
      }
    }

    private void listRename(Selection.Rename rename, Selection.Names session) {
      ModelTree.Item item = source.items.get(rename.to());
      if (item == null || item.directory() != rename.directory()) {
        vanished.add(rename.to());
        vanished.add(rename.from());
        return;
      }
      assertThat(list)
          .as("a name listed twice: %s in %s", rename, session)
          .doesNotContainKey(rename.to());
      if (!rename.directory()) {
        assertThat(list)
            .as("a name listed twice: %s in %s", rename, session)
            .doesNotContainKey(rename.from());
        pairs.put(rename.from(), rename);
        pairs.put(rename.to(), rename);
      }
      list.putIfAbsent(rename.from(), item);
      list.put(rename.to(), item);
    }

    /** The first of the two names that is up to date is linked to the other. */
    private void receivePair(Selection.Rename pair, ModelTree.Item listed) {
      boolean oldFirst = pair.from().compareTo(pair.to()) < 0;
      BytePath first = oldFirst ? pair.from() : pair.to();
      BytePath last = oldFirst ? pair.to() : pair.from();
      Object before = inodes.get(pair.to());
      if (before != null && before.equals(inodes.get(pair.from()))) {
        return;
      }
      BytePath basis = isUpToDate(first, listed) ? first : last;
      if (isUpToDate(basis, listed)) {
        receiveFile(basis, listed, tree.items.get(basis));
      } else if (!tree.isDirectory(basis.parent()) || source.items.get(pair.to()) == null) {
        failed.put(basis, "vanished, or no such directory");
        return;
      } else {
        transfers++;
        sink.sent(basis);
        ModelTree.Item now = source.items.getOrDefault(pair.to(), listed);
        make(basis, listed.withContent(now.content()));
        if (now.inode() != listed.inode()) {
          changing.add(basis);
        }
        if (basis.equals(pair.to())) {
          renamed.add(pair.to());
        }
      }
      BytePath other = basis.equals(first) ? last : first;
      if (linkless || !tree.isDirectory(other.parent()) || random.nextInt(100) < failurePercent) {
        failed.put(other, "cannot link");
        return;
      }
      links++;
      make(other, tree.items.getOrDefault(basis, listed));
      Object inode = new Object();
      inodes.put(basis, inode);
      inodes.put(other, inode);
      if (other.equals(pair.to())) {
        renamed.add(pair.to());
      }
      confirmed.add(pair.to());
    }

    private boolean isUpToDate(BytePath path, ModelTree.Item listed) {
      ModelTree.Item there = tree.items.get(path);
      return there != null && !there.directory() && there.quick() == listed.quick();
    }

    private void make(BytePath path, ModelTree.Item item) {
      if (tree.isDirectory(path)) {
        remove(path);
      }
      inodes.remove(path);
      tree.items.put(path, item);
      tree.touchParent(path, clobbered--);
    }

    private void listAll(BytePath directory) {
      listOne(directory);
      source.below(directory).forEach(this::listOne);
    }

    private void receive(BytePath path, ModelTree.Item listed) {
      BytePath parent = path.parent();
      if (parent != null && !tree.isDirectory(parent)) {
        failed.put(path, "no such directory");
        return;
      }
      if (random.nextInt(100) < failurePercent && !path.isEmpty()) {
        failed.put(path, "permission denied");
        return;
      }
      ModelTree.Item there = tree.items.get(path);
      if (there != null && there.directory() != listed.directory()) {
        remove(path);
        there = null;
      }
      if (listed.directory()) {
        receiveDirectory(path, listed, there);
      } else {
        receiveFile(path, listed, there);
      }
    }

    private void receiveDirectory(
        BytePath path, ModelTree.Item listed, ModelTree.@Nullable Item there) {
      if (there == null) {
        tree.touchParent(path, clobbered--);
      }
      tree.items.put(path, there == null ? listed.withContent(clobbered--) : there);
    }

    private void receiveFile(BytePath path, ModelTree.Item listed, ModelTree.@Nullable Item there) {
      if (there != null && mode == PushMode.QUICK_CHECK && there.quick() == listed.quick()) {
        tree.items.put(path, listed.withContent(there.content()));
        inodes.forEach(
            (other, inode) -> {
              if (inode.equals(inodes.get(path))) {
                tree.items.put(
                    other, listed.withContent(tree.items.getOrDefault(other, listed).content()));
              }
            });
      } else {
        ModelTree.Item now = source.items.get(path);
        if (now == null || now.directory()) {
          vanished.add(path);
          return;
        }
        transfers++;
        sink.sent(path);
        inodes.remove(path);
        tree.items.put(path, listed.withContent(now.content()));
        tree.touchParent(path, clobbered--);
        if (now.inode() != listed.inode()) {
          changing.add(path);
          return;
        }
      }
      confirmed.add(path);
      sink.acknowledged(path);
    }

    private void finishDirectory(BytePath path, ModelTree.Item listed) {
      if (listed.directory() && tree.isDirectory(path) && !failed.containsKey(path)) {
        tree.items.put(path, listed);
      }
    }
  }
}
