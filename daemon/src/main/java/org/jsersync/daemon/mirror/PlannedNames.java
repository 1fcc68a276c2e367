package org.jsersync.daemon.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jsersync.daemon.mirror.BatchPlan.Answer;
import org.jsersync.daemon.mirror.BatchPlan.Push;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the names of a batch and deals them to as few sessions as the ways of checking allow:
 * changed contents must be asked for unseen, whereas a chmod must not send a large file again. A
 * name below a directory that becomes equal as a whole goes with that, if it is checked as well.
 */
final class PlannedNames {
  /** How a name goes into a selection. */
  enum Place {
    PRESENT,
    ABSENT,
    SHALLOW,
    COMPLETE
  }

  /** Which check a name needs; one is as close as those behind it. */
  enum Check {
    REPLACE,
    IGNORE_TIMES,
    QUICK_CHECK,
    ANY
  }

  private record Name(
      Dirty change,
      BytePath subject,
      Place place,
      Check check,
      List<BytePath> along,
      boolean tree) {}

  private final Predicate<BytePath> avoided;
  private final boolean parentsStand;
  private final List<Name> names = new ArrayList<>();
  private final Map<BytePath, Check> complete = new HashMap<>();
  private @Nullable Dirty everything;

  /**
   * Nothing yet.
   *
   * @param avoided directories that are not to be listed for the sake of what is in them
   * @param parentsStand whether the remote has the directories that did not change
   */
  PlannedNames(Predicate<BytePath> avoided, boolean parentsStand) {
    this.avoided = avoided;
    this.parentsStand = parentsStand;
  }

  /** A name to bring over, a directory without its contents. */
  void present(Dirty change, BytePath subject, Check check, List<BytePath> hardLinks) {
    names.add(new Name(change, subject, Place.PRESENT, check, hardLinks, false));
  }

  /** A directory to bring over with the given names, most of them below it. */
  void expanded(Dirty change, Check check, List<BytePath> below) {
    names.add(new Name(change, change.path(), Place.PRESENT, check, below, true));
  }

  /** A directory that is to become equal; with names elsewhere of files that are in it. */
  void complete(Dirty change, Check check, List<BytePath> hardLinks) {
    complete.put(change.path(), check);
    names.add(new Name(change, change.path(), Place.COMPLETE, check, hardLinks, true));
  }

  /** A directory whose own names are to become equal. */
  void shallow(Dirty change) {
    names.add(new Name(change, change.path(), Place.SHALLOW, Check.QUICK_CHECK, List.of(), true));
  }

  /** A name to delete. */
  void absent(Dirty change, BytePath subject) {
    names.add(new Name(change, subject, Place.ABSENT, Check.ANY, List.of(), false));
  }

  /** The whole source is to be compared. */
  void everything(Dirty change) {
    everything = change;
  }

  /** The sessions: the urgent before the large. */
  List<Push> pushes() {
    Map<PushMode, Session> sessions = new HashMap<>();
    boolean contents = names.stream().anyMatch(name -> name.check() == Check.IGNORE_TIMES);
    List<Name> covered = new ArrayList<>();
    for (Name name : names) {
      if (coverOf(name) != null) {
        covered.add(name);
      } else {
        session(sessions, mode(name.check(), contents)).add(name);
      }
    }
    for (Name name : covered) {
      BytePath above = coverOf(name);
      for (Session session : sessions.values()) {
        if (above != null && session.complete.contains(above)) {
          session.answers.add(new Answer(name.change(), above, true));
        }
      }
    }
    List<Push> pushes = new ArrayList<>();
    for (PushMode mode : List.of(PushMode.REPLACE, PushMode.IGNORE_TIMES, PushMode.QUICK_CHECK)) {
      Session session = sessions.get(mode);
      if (session != null) {
        pushes.add(session.push());
      }
    }
    if (everything != null) {
      pushes.add(
          new Push(
              Selection.contents(),
              PushMode.QUICK_CHECK,
              List.of(new Answer(everything, BytePath.ROOT, true))));
    }
    return pushes;
  }

  private Session session(Map<PushMode, Session> sessions, PushMode mode) {
    return sessions.computeIfAbsent(mode, m -> new Session(m));
  }

  private static PushMode mode(Check check, boolean contents) {
    return switch (check) {
      case REPLACE -> PushMode.REPLACE;
      case IGNORE_TIMES -> PushMode.IGNORE_TIMES;
      case QUICK_CHECK -> PushMode.QUICK_CHECK;
      case ANY -> contents ? PushMode.IGNORE_TIMES : PushMode.QUICK_CHECK;
    };
  }

  /**
   * The topmost directory above a name that becomes equal as a whole, and in which it is looked at
   * as closely as it must be.
   */
  private @Nullable BytePath coverOf(Name name) {
    if (complete.isEmpty()) {
      return null;
    }
    BytePath found = null;
    for (BytePath up = name.subject().parent(); up != null; up = up.parent()) {
      Check check = complete.get(up);
      boolean any = name.check().compareTo(Check.QUICK_CHECK) >= 0;
      if (check != null && (any || check.compareTo(name.check()) <= 0)) {
        found = up;
      }
    }
    return found;
  }

  /** What one session is to carry. */
  private final class Session {
    private final PushMode mode;
    private final Set<BytePath> present = new LinkedHashSet<>();
    private final Set<BytePath> absent = new LinkedHashSet<>();
    private final Set<BytePath> complete = new LinkedHashSet<>();
    private final Set<BytePath> shallow = new LinkedHashSet<>();
    private final List<Answer> answers = new ArrayList<>();

    Session(PushMode mode) {
      this.mode = mode;
    }

    void add(Name name) {
      switch (name.place()) {
        case PRESENT -> present.add(name.subject());
        case ABSENT -> absent.add(name.subject());
        case COMPLETE -> complete.add(name.subject());
        case SHALLOW -> shallow.add(name.subject());
      }
      present.addAll(name.along());
      answers.add(new Answer(name.change(), name.subject(), name.tree()));
    }

    Push push() {
      Parents ways = new Parents(avoided);
      present.forEach(ways::addOf);
      absent.forEach(ways::addOf);
      complete.forEach(ways::addOf);
      shallow.forEach(ways::addOf);
      Set<BytePath> parents = new LinkedHashSet<>(ways.paths());
      Set<BytePath> mayBeNew = new LinkedHashSet<>(parents);
      mayBeNew.removeIf(path -> parentsStand && !belowNamed(path));
      mayBeNew.addAll(present);
      parents.removeAll(mayBeNew);
      return new Push(
          new Selection.Names(
              List.copyOf(mayBeNew),
              List.copyOf(absent),
              List.copyOf(complete),
              List.copyOf(shallow),
              List.copyOf(parents)),
          mode,
          List.copyOf(answers));
    }

    /** Whether a directory, or one above it, changed itself: then it may be a new one. */
    private boolean belowNamed(BytePath path) {
      for (BytePath up = path; up != null && !up.isEmpty(); up = up.parent()) {
        if (present.contains(up) || complete.contains(up) || shallow.contains(up)) {
          return true;
        }
      }
      return false;
    }
  }
}
