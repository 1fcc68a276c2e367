package org.jsersync.daemon.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsersync.daemon.mirror.BatchPlan.Answer;
import org.jsersync.daemon.mirror.BatchPlan.Push;
import org.jsersync.daemon.mirror.BatchPlan.Unreadable;
import org.jsersync.daemon.mirror.Outcome.Compared;
import org.jsersync.daemon.mirror.Outcome.Later;
import org.jsersync.daemon.mirror.Outcome.Why;
import org.jsersync.daemon.mirror.Pusher.Deletions;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * Says of each name of a batch whether it is right at the remote now; whatever is in doubt stays
 * dirty. The first that holds decides.
 *
 * <p>Before any session: what the plan settled is confirmed; what could not be looked at, or may
 * only be unmounted, is tried later; what the plan left to another flight waits for that. Of a name
 * that was sent:
 *
 * <ol>
 *   <li>the session says that it failed: tried later;
 *   <li>it was being written while it was read: tried later;
 *   <li>it is gone here, and the remote refuses to delete: tried later;
 *   <li>it vanished before it was read: dirty again, and looked at anew;
 *   <li>the session was clean (exit code 0, or 24: something vanished), or the daemon gave its word
 *       for this name: confirmed;
 *   <li>the session broke off: dirty again;
 *   <li>the session ended, but something failed in it that may have been this: tried later, the
 *       first time at once.
 * </ol>
 *
 * <p>Of a directory that was sent with all below it:
 *
 * <ol>
 *   <li>the session broke off: dirty again;
 *   <li>it is the root: confirmed, for each name that failed is tried by itself; unless the session
 *       was clean, {@link Agenda} compares everything once more later, for the sake of deletions;
 *   <li>the session was clean: confirmed;
 *   <li>otherwise: tried later.
 * </ol>
 *
 * <p>Of a name that the remote was to rename, {@link #takeRenames} says it.
 *
 * <p>Then names that nobody asked for by name become dirty: those that failed, changed or vanished
 * below such a directory; after a session that broke off, the directories whose times were not
 * repaired, and those in which a receiver may have left a temporary file.
 */
final class Tally {
  /** rsync's exit code for "some source files vanished": nothing else failed. */
  private static final int VANISHED = 24;

  private final long now;
  private final List<Dirty> confirmed = new ArrayList<>();
  private final List<Dirty> again = new ArrayList<>();
  private final List<Later> later = new ArrayList<>();
  private final List<Dirty> large;
  private final List<Dirty> links;
  private final List<Dirty> found = new ArrayList<>();
  private @Nullable Compared compared;
  private @Nullable RsyncException failure;
  private int sessions;
  private long bytes;

  /** Begins with what the plan itself settled. */
  Tally(BatchPlan plan, long now) {
    this.now = now;
    large = plan.large();
    links = plan.links();
    confirmed.addAll(plan.settled());
    found.addAll(plan.more());
    for (Unreadable unreadable : plan.unreadable()) {
      later.add(
          new Later(
              unreadable.change(), Why.FAILED, String.valueOf(unreadable.reason().getMessage())));
    }
    for (Dirty withheld : plan.withheld()) {
      later.add(new Later(withheld, Why.UNMOUNTED, "its file system is not mounted"));
    }
  }

  /** Whether a session broke off. */
  boolean isBroken() {
    return failure != null;
  }

  /** A session that was not begun. */
  void skip(Push push) {
    push.answers().forEach(answer -> again.add(answer.change()));
  }

  /** One more name is to be sent, whatever its attributes say. */
  void found(BytePath path) {
    found.add(new Dirty(path, path.isEmpty() ? What.ATTRIBUTES : What.CONTENT, now));
  }

  /** A session that was held, with its report. */
  void take(Push push, PushReport report, Deletions deletions) {
    sessions++;
    bytes += report.stats().bytesSent();
    failure = report.failure();
    boolean clean = failure == null && (report.exitCode() == 0 || report.exitCode() == VANISHED);
    Set<BytePath> undeleted =
        failure == null && deletions == Deletions.REFUSED ? absent(push) : Set.of();
    for (Answer answer : push.answers()) {
      if (answer.subtree()) {
        takeSubtree(answer, clean, report);
      } else if (undeleted.contains(answer.subject())) {
        later.add(new Later(answer.change(), Why.REFUSED, "the remote refuses to delete"));
      } else {
        takeName(answer, clean, report);
      }
    }
    if (deletions == Deletions.AGAIN) {
      // What comparisons left there.
      found.add(new Dirty(BytePath.ROOT, What.TREE, now));
    }
    if (failure == null) {
      takeUnasked(push, report);
    } else {
      takeDebris(push, report);
    }
  }

  /**
   * A session in which the remote was to rename names. Nothing of it counts as a failure: a name
   * that it did not surely rename is sent anew with the next batch.
   */
  void takeRenames(Push push, PushReport report) {
    sessions++;
    bytes += report.stats().bytesSent();
    failure = report.failure();
    if (failure != null) {
      if (report.stats().fileListSize() == 0) {
        skip(push);
      } else {
        sendAnew(push);
        push.answers().forEach(answer -> addDebris(answer.change()));
      }
      return;
    }
    boolean clean = report.exitCode() == 0 || report.exitCode() == VANISHED;
    Set<Answer> doubtful = doubtful(push, report);
    for (Answer answer : push.answers()) {
      Dirty change = answer.change();
      if (!clean || doubtful.contains(answer)) {
        again.add(change.anew());
      } else if (change.what() == What.ATTRIBUTES) {
        confirmed.add(change);
      } else {
        // It has what it had then; what it has now is looked at next.
        again.add(change.untied());
      }
    }
  }

  /** Nothing of it was renamed, or nobody knows what. */
  void sendAnew(Push push) {
    push.answers().forEach(answer -> again.add(answer.change().anew()));
  }

  private void addDebris(Dirty move) {
    for (BytePath name : new BytePath[] {move.path(), move.origin()}) {
      BytePath parent = name == null ? null : name.parent();
      if (parent != null) {
        found.add(new Dirty(parent, What.NAMES, now));
      }
    }
  }

  /** Those with a file that the remote may not have right; the file becomes dirty by itself. */
  private Set<Answer> doubtful(Push push, PushReport report) {
    Set<Answer> doubtful = new HashSet<>();
    if (!(push.selection() instanceof Selection.Names names)) {
      return doubtful;
    }
    Map<BytePath, Answer> answers = new HashMap<>();
    push.answers().forEach(answer -> answers.put(answer.subject(), answer));
    for (Selection.Rename rename : names.renames()) {
      BytePath path = rename.to();
      boolean right =
          rename.directory()
              ? !report.vanished().contains(path)
              : report.renamed().contains(path)
                  && !report.changing().contains(path)
                  && !report.changing().contains(rename.from());
      if (right) {
        continue;
      }
      for (BytePath up = path; up != null; up = up.parent()) {
        Answer answer = answers.get(up);
        if (answer != null) {
          doubtful.add(answer);
          found.add(new Dirty(path, What.CONTENT, answer.change().since()));
          break;
        }
      }
    }
    return doubtful;
  }

  private static Set<BytePath> absent(Push push) {
    return push.selection() instanceof Selection.Names names
        ? Set.copyOf(names.absent())
        : Set.of();
  }

  private void takeName(Answer answer, boolean clean, PushReport report) {
    BytePath subject = answer.subject();
    Dirty change = answer.change();
    String reason = report.failed().get(subject);
    if (reason != null) {
      later.add(new Later(change, Why.FAILED, reason));
    } else if (report.changing().contains(subject)) {
      // It may have the new content with the old attributes by now.
      Dirty content = change.merge(new Dirty(change.path(), What.CONTENT, change.since()));
      later.add(new Later(content, Why.CHANGING, "changed while it was read"));
    } else if (report.vanished().contains(subject)) {
      again.add(change);
    } else if (clean || report.confirmed().contains(subject)) {
      confirmed.add(change);
      if (failure != null) {
        parentIsDirty(subject);
      }
    } else if (failure != null) {
      again.add(change);
    } else {
      later.add(unsure(change, report));
    }
  }

  /** A receiver that was killed leaves the temporary file it was writing, beside its target. */
  private void takeDebris(Push push, PushReport report) {
    if (report.stats().fileListSize() == 0
        || !(push.selection() instanceof Selection.Names names)) {
      return;
    }
    Set<BytePath> received = new HashSet<>(names.present());
    // It may have been a file by the time it was listed.
    received.addAll(names.complete());
    received.addAll(names.shallow());
    received.removeAll(report.confirmed());
    for (Answer answer : push.answers()) {
      BytePath parent = answer.subject().parent();
      if (parent != null && received.contains(answer.subject())) {
        found.add(new Dirty(parent, What.NAMES, now));
      }
    }
  }

  /** A directory's modification time is repaired at the end of a session, which did not come. */
  private void parentIsDirty(BytePath path) {
    BytePath parent = path.parent();
    if (parent != null) {
      found.add(new Dirty(parent, What.ATTRIBUTES, now));
    }
  }

  /** What failed below a subtree is taken up by itself; the subtree as such is done. */
  private void takeSubtree(Answer answer, boolean clean, PushReport report) {
    Dirty change = answer.change();
    if (failure != null) {
      again.add(change);
    } else if (answer.subject().isEmpty()) {
      compared = new Compared(report.stats(), clean);
      confirmed.add(change);
    } else if (report.failed().containsKey(answer.subject())) {
      later.add(new Later(change, Why.FAILED, report.failed().get(answer.subject())));
    } else if (clean) {
      confirmed.add(change);
    } else {
      later.add(unsure(change, report));
    }
  }

  private static Later unsure(Dirty change, PushReport report) {
    return new Later(change, Why.UNSURE, "not confirmed, exit code " + report.exitCode());
  }

  /** Names that went along, as parents or below a subtree, and did not get right. */
  private void takeUnasked(Push push, PushReport report) {
    Set<BytePath> asked = new HashSet<>();
    List<BytePath> subtrees = new ArrayList<>();
    for (Answer answer : push.answers()) {
      if (answer.subtree()) {
        subtrees.add(answer.subject());
      } else {
        asked.add(answer.subject());
      }
    }
    for (Map.Entry<BytePath, String> failed : report.failed().entrySet()) {
      // A subtree that failed as such was taken; the source itself goes on as a name.
      boolean taken = !failed.getKey().isEmpty() && subtrees.contains(failed.getKey());
      if (!taken && !asked.contains(failed.getKey())) {
        later.add(new Later(unasked(failed.getKey(), subtrees), Why.FAILED, failed.getValue()));
      }
    }
    for (BytePath path : report.changing()) {
      if (!asked.contains(path)) {
        later.add(new Later(unasked(path, subtrees), Why.CHANGING, "changed while it was read"));
      }
    }
    for (BytePath path : report.vanished()) {
      if (!asked.contains(path)) {
        found.add(unasked(path, subtrees));
      }
    }
  }

  private Dirty unasked(BytePath path, List<BytePath> subtrees) {
    boolean below = subtrees.stream().anyMatch(top -> !top.equals(path) && path.startsWith(top));
    return new Dirty(path, below ? What.CONTENT : What.ATTRIBUTES, now);
  }

  Outcome outcome() {
    return new Outcome(
        confirmed, again, later, large, links, found, compared, failure, null, sessions, bytes);
  }
}
