package org.jsersync.daemon.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jsersync.daemon.mirror.BatchPlan.Answer;
import org.jsersync.daemon.mirror.BatchPlan.Push;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.SourceTree;

/** Brings one batch to one remote. Used by one lane's thread. */
final class BatchSender {
  private final RootGuard guard;
  private final Pusher pusher;
  private final Pusher scheduled;
  private final BatchPlanner.Rules rules;
  private final RecentlySent recent;
  private final LongSupplier clock;

  /**
   * A sender.
   *
   * @param scheduled for comparisons that are due by schedule
   * @param recent what the remote's lanes sent lately
   * @param clock nanoseconds
   */
  BatchSender(
      RootGuard guard,
      Pusher pusher,
      Pusher scheduled,
      BatchPlanner.Rules rules,
      RecentlySent recent,
      LongSupplier clock) {
    this.guard = guard;
    this.pusher = pusher;
    this.scheduled = scheduled;
    this.rules = rules;
    this.recent = recent;
    this.clock = clock;
  }

  /**
   * Plans and sends a batch from the one directory that the guard let pass, whatever comes to have
   * its name meanwhile; after a session that broke off, no other one is begun.
   */
  Outcome send(List<Dirty> batch, Lane lane) {
    try (SourceTree source = guard.open()) {
      BatchPlanner planner = new BatchPlanner(source, rulesNow(), lane, guard::isUnmounted);
      return send(source, planner.plan(batch), lane);
    } catch (RootGuard.SourceMissing e) {
      return Outcome.held(batch, String.valueOf(e.getMessage()));
    }
  }

  private Outcome send(SourceTree source, BatchPlan plan, Lane lane) {
    Pusher by = lane.isScheduled() ? scheduled : pusher;
    Pusher.Sink sink = new Watch(lane);
    // Before the first session: what is sent by this batch itself is not in doubt.
    List<List<BytePath>> doubtful =
        plan.pushes().stream().map(push -> sentBefore(push, lane)).toList();
    Tally tally = new Tally(plan, clock.getAsLong());
    for (int i = 0; i < plan.pushes().size(); i++) {
      Push push = plan.pushes().get(i);
      if (tally.isBroken()) {
        tally.skip(push);
      } else if (push.isRename()) {
        rename(source, push, tally, sink);
      } else {
        tally.take(push, push(source, by, push, sink), by.deletions());
        if (!tally.isBroken()) {
          doubtful.get(i).forEach(tally::found);
        }
      }
    }
    return tally.outcome();
  }

  private void rename(SourceTree source, Push push, Tally tally, Pusher.Sink sink) {
    if (pusher.renames()) {
      // What is right in it another session of the batch may send again: no name is free yet.
      PushReport report = push(source, pusher, push, unacknowledged(sink));
      if (push.selection() instanceof Selection.Names names) {
        names.renames().forEach(r -> recent.renamed(r.from(), r.to(), clock.getAsLong()));
      }
      if (report.failure() == null || pusher.renames()) {
        tally.takeRenames(push, report);
        return;
      }
    }
    tally.sendAnew(push);
  }

  private static Pusher.Sink unacknowledged(Pusher.Sink sink) {
    return new Pusher.Sink() {
      @Override
      public void sent(BytePath path) {
        sink.sent(path);
      }

      @Override
      public void acknowledged(BytePath path) {}
    };
  }

  private PushReport push(SourceTree source, Pusher by, Push push, Pusher.Sink sink) {
    return by.push(source, push.selection(), push.mode(), rulesNow().comparisonDeletes(), sink);
  }

  private BatchPlanner.Rules rulesNow() {
    BatchPlanner.Rules now = guard.mayDelete() ? rules : rules.withoutComparisonDeletes();
    return pusher.renames() ? now : now.withoutRenames();
  }

  /**
   * A comparison was told in place of changes: what it may take for unchanged, because it was sent
   * a moment before, is sent once more. Not after a comparison that only such a name turned into,
   * nor after one that is due by schedule: it stands for no change.
   */
  private List<BytePath> sentBefore(Push push, Lane lane) {
    List<BytePath> names = new ArrayList<>();
    if (push.mode() == PushMode.QUICK_CHECK && !lane.isScheduled()) {
      for (Answer answer : push.answers()) {
        if (answer.subtree() && answer.change().what().compareTo(What.TREE) >= 0) {
          names.addAll(recent.below(answer.subject()));
        }
      }
    }
    return names;
  }

  private final class Watch implements Pusher.Sink {
    private final Lane lane;

    Watch(Lane lane) {
      this.lane = lane;
    }

    @Override
    public void sent(BytePath path) {
      recent.sent(path, clock.getAsLong());
    }

    @Override
    public void acknowledged(BytePath path) {
      lane.acknowledged(path);
    }
  }
}
