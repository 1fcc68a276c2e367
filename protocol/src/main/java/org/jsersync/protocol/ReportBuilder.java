package org.jsersync.protocol;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsersync.protocol.PushListener.Item;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.sender.PushOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of a push counts as confirmed. A path is when the daemon said so, or when the
 * session came to a clean end, since then nothing was left undone; never because it "was sent".
 */
final class ReportBuilder {
  /** rsync's exit code for "some files were not transferred". */
  private static final int PARTIAL = 23;

  private ReportBuilder() {}

  static PushReport build(
      PushRequest request,
      PushOutcome outcome,
      @Nullable RsyncException failure,
      List<Item> items,
      PushStats stats) {
    Map<BytePath, String> failed = new HashMap<>(outcome.failed());
    Set<BytePath> confirmed = Set.of();
    int exitCode = failure == null ? outcome.exitCode() : failure.exitCode();
    if (request.selection() instanceof Selection.Names names) {
      boolean acknowledged = NamesPush.acknowledges(request.options());
      confirmed = confirmed(names, outcome, failure, acknowledged);
      if (failure == null && !outcome.clean()) {
        String error = outcome.lastError();
        String reason = error == null ? "not confirmed by the daemon" : error;
        Set<BytePath> suspects = suspects(names, outcome, confirmed);
        if (!acknowledged && suspects.size() > 1) {
          // Most of them are right.
          suspects = Set.of();
        }
        suspects.forEach(path -> failed.putIfAbsent(path, reason));
      }
      List<BytePath> undeletable =
          request.options().deletes() ? NamesPush.undeletable(names) : List.of();
      for (BytePath path : undeletable) {
        confirmed.remove(path);
        failed.put(path, "its name is too long for a deletion rule (4,096 bytes)");
      }
      if (failure == null && !undeletable.isEmpty()) {
        exitCode = PARTIAL;
      }
    }
    return new PushReport(
        failure,
        exitCode,
        confirmed,
        failed,
        Set.copyOf(outcome.vanished()),
        Set.copyOf(outcome.changing()),
        renamed(outcome, confirmed),
        List.copyOf(items),
        stats);
  }

  private static Set<BytePath> renamed(PushOutcome outcome, Set<BytePath> confirmed) {
    Set<BytePath> renamed = new HashSet<>(outcome.sentAnew());
    renamed.retainAll(confirmed);
    renamed.addAll(outcome.linked());
    return renamed;
  }

  private static Set<BytePath> confirmed(
      Selection.Names names,
      PushOutcome outcome,
      @Nullable RsyncException failure,
      boolean acknowledged) {
    Set<BytePath> confirmed;
    if (failure == null && outcome.clean()) {
      confirmed = NamesPush.asked(names);
    } else {
      confirmed = new HashSet<>(outcome.confirmed());
      confirmed.addAll(outcome.deletions());
      if (!acknowledged && outcome.ended() && !outcome.remoteErrors()) {
        // What failed here is known by name; the daemon did the rest.
        confirmed.addAll(outcome.unacknowledged());
        confirmed.removeAll(outcome.failed().keySet());
      }
      // A subtree is right only if all of it is, which one acknowledgement does not say.
      confirmed.removeAll(names.complete());
      confirmed.removeAll(names.shallow());
    }
    confirmed.removeAll(outcome.vanished());
    confirmed.removeAll(outcome.changing());
    return confirmed;
  }

  /**
   * Names to blame for what failed in a session that came to its end: the daemon says what failed
   * in words only. It acknowledges each file that is right, so the other files have failed. Nobody
   * acknowledges a directory, or that there was nothing to delete: these are in doubt, and to blame
   * only if nothing else is. Where it acknowledges nothing, one suspect is to blame only if there
   * is no other.
   */
  private static Set<BytePath> suspects(
      Selection.Names names, PushOutcome outcome, Set<BytePath> confirmed) {
    Set<BytePath> suspects = new HashSet<>(outcome.unacknowledged());
    suspects.removeAll(outcome.changing());
    suspects.removeAll(outcome.vanished());
    if (suspects.isEmpty() && outcome.failed().isEmpty()) {
      suspects.addAll(NamesPush.asked(names));
      suspects.removeAll(confirmed);
      suspects.removeAll(outcome.changing());
      suspects.removeAll(outcome.vanished());
    }
    return suspects;
  }
}
