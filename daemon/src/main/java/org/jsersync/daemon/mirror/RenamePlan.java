package org.jsersync.daemon.mirror;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jsersync.daemon.mirror.BatchPlan.Answer;
import org.jsersync.daemon.mirror.BatchPlan.Push;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.Selection.Rename;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;

/**
 * The sessions in which a remote makes moved names from what it has under the old ones (ADR 6). A
 * directory is taken file by file, as it stands now: what it did not hold when it was moved the
 * remote asks for.
 *
 * <p>Bounded: of a directory that holds more than a session may, what was not looked into becomes
 * moves of its own; one that holds too much directly is sent anew.
 */
final class RenamePlan {
  private final SourceTree tree;
  private final BatchPlanner.Rules rules;
  private final Predicate<BytePath> avoided;
  private final BatchPlanner.Links links;

  private final Set<BytePath> oldNames = new HashSet<>();
  private final Set<BytePath> newNames = new HashSet<>();

  private final List<Push> pushes = new ArrayList<>();
  private final List<Dirty> more = new ArrayList<>();

  /**
   * No session yet.
   *
   * @param avoided directories that are not to be listed for the sake of what is in them
   * @param links finds the names of hard-linked files that are to be listed too
   */
  RenamePlan(
      SourceTree tree,
      BatchPlanner.Rules rules,
      Predicate<BytePath> avoided,
      BatchPlanner.Links links) {
    this.tree = tree;
    this.rules = rules;
    this.avoided = avoided;
    this.links = links;
  }

  /**
   * Plans moves that are possible each by itself.
   *
   * @return those that are to be sent anew instead
   */
  List<Dirty> plan(List<Dirty> moves) {
    for (Dirty move : moves) {
      newNames.add(move.path());
      oldNames.add(move.oldName(move.path()));
    }
    Set<Dirty> left = new LinkedHashSet<>(moves);
    for (List<Dirty> step : RenameOrder.of(moves)) {
      Session session = new Session();
      for (Dirty move : step) {
        if (session.add(move)) {
          left.remove(move);
        }
        if (session.renames.size() >= rules.mostRenamed()) {
          session.end();
          session = new Session();
        }
      }
      session.end();
    }
    return List.copyOf(left);
  }

  /** The sessions, in order. */
  List<Push> pushes() {
    return pushes;
  }

  /** What did not fit in. */
  List<Dirty> more() {
    return more;
  }

  /** A directory holds more than can be looked at at once. */
  private static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1;
  }

  private final class Session {
    private final List<Rename> renames = new ArrayList<>();
    private final Set<BytePath> present = new LinkedHashSet<>();
    private final Parents parents = new Parents(avoided);
    private final List<Answer> answers = new ArrayList<>();
    private final Related oldFiles = new Related();
    private final Set<BytePath> oldDirectories = new HashSet<>();

    boolean add(Dirty move) {
      BytePath from = move.oldName(move.path());
      boolean directory;
      Directory content = new Directory(move);
      try {
        FileStat stat = tree.lstat(move.path());
        directory = stat.isDirectory();
        if (!directory && !isRenameable(stat)) {
          return false;
        }
        if (directory) {
          content.look();
        }
      } catch (PosixException | TooLarge e) {
        return false;
      }
      if (!takeOldName(from, directory)) {
        return false;
      }
      renames.add(new Rename(from, move.path(), directory));
      renames.addAll(content.renames);
      present.addAll(content.present);
      more.addAll(content.more);
      parents.addOf(move.path());
      content.present.forEach(parents::addOf);
      addOldParents(from);
      answers.add(new Answer(move, move.path(), directory));
      return true;
    }

    /**
     * Of two old names of which one stands for a file and the other lies below it, or is the same,
     * the remote has one at most: everything was compared since.
     */
    private boolean takeOldName(BytePath from, boolean directory) {
      if (oldFiles.isBelow(from) || (!directory && oldDirectories.contains(from))) {
        return false;
      }
      if (directory) {
        oldDirectories.add(from);
      } else {
        oldFiles.add(from);
      }
      BytePath up = from.parent();
      while (up != null && oldDirectories.add(up)) {
        up = up.parent();
      }
      return true;
    }

    /** A parent that is gone here has no attributes; that of a name is enough. */
    private void addOldParents(BytePath from) {
      BytePath parent = from.parent();
      try {
        if (parent != null && (parent.isEmpty() || tree.lstat(parent).isDirectory())) {
          parents.addOf(from);
        }
      } catch (PosixException e) {
        return;
      }
    }

    void end() {
      if (!renames.isEmpty()) {
        // Old directories before what was moved out of them.
        renames.sort(Comparator.comparing(Rename::from));
        Set<BytePath> all = new LinkedHashSet<>(parents.paths());
        all.addAll(present);
        renames.forEach(rename -> all.remove(rename.to()));
        Selection.Names names =
            new Selection.Names(
                List.copyOf(all), List.of(), List.of(), List.of(), List.of(), List.copyOf(renames));
        pushes.add(new Push(names, PushMode.QUICK_CHECK, List.copyOf(answers)));
      }
    }
  }

  /** A file with other names goes with them, or at least not with one that is to be deleted. */
  private static boolean isRenameable(FileStat stat) {
    return stat.isRegular() && stat.links() == 1;
  }

  /** What a moved directory holds. */
  private final class Directory {
    private final Dirty move;
    private final List<Rename> renames = new ArrayList<>();
    private final Set<BytePath> present = new LinkedHashSet<>();
    private final List<Dirty> more = new ArrayList<>();

    Directory(Dirty move) {
      this.move = move;
    }

    void look() throws PosixException, TooLarge {
      ArrayDeque<BytePath> directories = new ArrayDeque<>(List.of(move.path()));
      while (!directories.isEmpty()) {
        BytePath directory = directories.remove();
        if (renames.size() + present.size() >= rules.mostRenamed()) {
          more.add(new Dirty(directory, What.ATTRIBUTES, move.since(), move.oldName(directory)));
        } else {
          try {
            names(directory).forEach(path -> look(path, directories));
          } catch (PosixException | TooLarge e) {
            if (directory.equals(move.path())) {
              throw e;
            }
            more.add(new Dirty(directory, What.TREE, move.since()));
          }
        }
      }
    }

    private List<BytePath> names(BytePath directory) throws PosixException, TooLarge {
      List<BytePath> names = new ArrayList<>();
      int[] count = {0};
      tree.list(
          directory,
          (name, type) -> {
            if (count[0]++ < rules.mostRenamed()) {
              names.add(directory.child(name));
            }
          });
      if (count[0] > rules.mostRenamed()) {
        throw new TooLarge();
      }
      return names;
    }

    private void look(BytePath path, ArrayDeque<BytePath> directories) {
      FileStat stat;
      try {
        stat = tree.lstat(path);
      } catch (PosixException e) {
        // Gone, which will be told, or unreadable, which the session will say.
        return;
      }
      // What is a move of its own, or has taken the place of what is, is told by itself.
      if (newNames.contains(path) || oldNames.contains(move.oldName(path))) {
        return;
      }
      if (rules.exclusion().excluded(path, stat.isDirectory())) {
        return;
      }
      if (stat.isDirectory()) {
        renames.add(new Rename(move.oldName(path), path, true));
        directories.add(path);
      } else if (isRenameable(stat)) {
        renames.add(new Rename(move.oldName(path), path, false));
      } else {
        present.add(path);
        if (stat.isRegular()) {
          present.addAll(links.of(path, stat));
          // Another file of the same size and time may have had this name.
          more.add(new Dirty(path, What.CONTENT, move.since()));
        }
      }
    }
  }
}
