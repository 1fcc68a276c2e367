package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.SourceTree;
import org.jsersync.watcher.DirectoryFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads of one remote; each push of the fake waits until the test lets it go. */
@Timeout(20)
class RemoteMirrorTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final ModelTree source = new ModelTree();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final HeldPusher pusher = new HeldPusher();
  private final RemoteMirror mirror = mirror(pusher, 1);
  private volatile Runnable afterBatch = () -> {};

  @AfterEach
  void stop() throws InterruptedException {
    mirror.stop();
    pusher.answers.add(ok());
    mirror.join(SOON, SOON);
  }

  @Test
  void aFreeRemoteIsToldAtOnceAndChangesGatherWhileItIsBusy() throws InterruptedException {
    firstSync();

    change("a");
    assertThat(presentNames(pusher.next())).containsExactly(".", "a");
    change("b");
    change("c");
    change("b");
    pusher.answers.add(ok());
    assertThat(presentNames(pusher.next())).containsExactly(".", "b", "c");
    pusher.answers.add(ok());

    assertThat(events.take()).isEqualTo("confirmed 1");
    assertThat(events.take()).isEqualTo("confirmed 2");
  }

  @Test
  void whatARemoteMissedArrivesWhenItIsBack() throws InterruptedException {
    firstSync();

    change("a");
    pusher.next();
    pusher.answers.add(broken(Kind.CONNECTION, "no route"));
    assertThat(events.take()).isEqualTo("failed no route");
    pusher.next();
    change("b");
    pusher.answers.add(broken(Kind.CONNECTION, "no route"));
    assertThat(presentNames(pusher.next())).containsExactlyInAnyOrder(".", "a", "b");
    pusher.answers.add(ok());

    assertThat(events.take()).isEqualTo("confirmed 2");
    assertThat(events.take()).isEqualTo("recovered 2");
  }

  @Test
  void aStopFinishesTheBatchInFlightAndTellsWhatIsPending() throws InterruptedException {
    firstSync();
    change("a");
    pusher.next();
    change("b");
    mirror.stop();
    pusher.answers.add(ok());

    assertThat(mirror.join(SOON, SOON)).isTrue();
    assertThat(events.take()).isEqualTo("confirmed 1");
    assertThat(events.take()).isEqualTo("stopped, 1 pending");
  }

  @Test
  void aBatchThatTakesTooLongIsBrokenOffAtTheStop() throws InterruptedException {
    firstSync();
    change("a");
    pusher.next();
    mirror.stop();

    assertThat(mirror.join(Duration.ofMillis(1), SOON)).isTrue();
    assertThat(events.take()).isEqualTo("stopped, 1 pending");
  }

  @Test
  void aDefectEndsNothing() throws InterruptedException {
    firstSync();
    change("a");
    pusher.next();
    pusher.answers.add(
        () -> {
          throw new AssertionError("oops");
        });
    assertThat(events.take()).startsWith("failed internal error").contains("oops");
    pusher.next();
    pusher.answers.add(ok());
    assertThat(events.take()).isEqualTo("confirmed 1");
  }

  @Test
  void whatIsLostByADefectAfterASessionIsCompared() throws InterruptedException {
    firstSync();
    change("a");
    pusher.next();
    pusher.answers.add(
        () -> {
          // On the mirror's thread, so it is this session's batch and not the one before.
          afterBatch =
              () -> {
                afterBatch = () -> {};
                throw new AssertionError("oops");
              };
          return ok().report();
        });

    assertThat(events.take()).isEqualTo("confirmed 1");
    assertThat(events.take()).startsWith("failed internal error").contains("oops");
    assertThat(pusher.next()).isInstanceOf(Selection.Contents.class);
    pusher.answers.add(ok());
    assertThat(events.take()).isEqualTo("confirmed 1");
    assertThat(events.take()).isEqualTo("recovered 1");
  }

  @Test
  void aSessionThatTakesLongHoldsUpNoChange() throws InterruptedException {
    RemoteMirror two = mirror(pusher, 2);
    firstSync(two);
    change(two, "a");
    assertThat(presentNames(pusher.next())).containsExactly(".", "a");
    change(two, "b");

    assertThat(presentNames(pusher.next())).containsExactly(".", "b");
    stop(two);
  }

  @Test
  void aNameInFlightIsNotSentByAnotherSession() throws InterruptedException {
    RemoteMirror two = mirror(pusher, 2);
    firstSync(two);
    change(two, "a");
    pusher.next();
    change(two, "a");
    change(two, "b");

    assertThat(presentNames(pusher.next())).containsExactly(".", "b");
    pusher.answers.add(ok());
    pusher.answers.add(ok());
    assertThat(presentNames(pusher.next())).contains("a");
    stop(two);
  }

  @Test
  void changesDoNotWaitForTheFirstSyncAndGoOutAgainBehindIt() throws InterruptedException {
    RemoteMirror two = mirror(pusher, 2);
    two.start();
    assertThat(pusher.next()).isInstanceOf(Selection.Contents.class);
    change(two, "a");
    assertThat(presentNames(pusher.next())).containsExactly(".", "a");
    pusher.answers.add(ok());
    pusher.answers.add(ok());

    assertThat(presentNames(pusher.next())).containsExactly(".", "a");
    stop(two);
  }

  @Test
  void aDaemonThatHasNoPlaceForASecondSessionIsNoFailure() throws InterruptedException {
    RemoteMirror two = mirror(pusher, 2);
    firstSync(two);
    change(two, "a");
    pusher.next();
    change(two, "b");
    pusher.next();
    pusher.answers.add(broken(Kind.BUSY, "max connections reached"));
    pusher.answers.add(ok());

    assertThat(events.take()).startsWith("confirmed ");
    pusher.next();
    pusher.answers.add(ok());
    assertThat(events.take()).startsWith("confirmed ");
    stop(two);
  }

  private void stop(RemoteMirror other) throws InterruptedException {
    other.stop();
    pusher.answers.addAll(List.of(ok(), ok()));
    other.join(SOON, SOON);
  }

  private void firstSync() throws InterruptedException {
    firstSync(mirror);
  }

  private void firstSync(RemoteMirror mirror) throws InterruptedException {
    mirror.start();
    assertThat(pusher.next()).isInstanceOf(Selection.Contents.class);
    pusher.answers.add(ok());
    assertThat(events.take()).isEqualTo("synced");
  }

  private void change(String name) {
    change(mirror, name);
  }

  private void change(RemoteMirror mirror, String name) {
    BytePath path = BytePath.of(name);
    synchronized (source) {
      source.items.put(path, new ModelTree.Item(false, 1, 1, 1, 1));
    }
    mirror.add(List.of(new Dirty(path, What.CONTENT, System.nanoTime())));
  }

  private static List<String> presentNames(Selection selection) {
    Selection.Names names = (Selection.Names) selection;
    return Stream.concat(names.parents().stream(), names.present().stream())
        .map(BytePath::toString)
        .toList();
  }

  private static Answer ok() {
    return () ->
        new PushReport(null, 0, Set.of(), Map.of(), Set.of(), Set.of(), ModelRemote.NO_STATS);
  }

  private static Answer broken(Kind kind, String message) {
    return () ->
        new PushReport(
            new RsyncException(kind, message),
            10,
            Set.of(),
            Map.of(),
            Set.of(),
            Set.of(),
            ModelRemote.NO_STATS);
  }

  private RemoteMirror mirror(Pusher to, int lanes) {
    MirrorSettings settings =
        new MirrorSettings(
            1000,
            100,
            lanes,
            1,
            Duration.ofMillis(2),
            Duration.ofMillis(10),
            Duration.ofMillis(10),
            Duration.ofMillis(10),
            SOON,
            SOON);
    Agenda agenda = new Agenda(settings, new Random(1), true, System.nanoTime());
    BatchPlanner.Rules rules =
        new BatchPlanner.Rules(DirectoryFilter.NONE, true, true, null, 10, 10, false, false);
    RootGuard guard = new RootGuard(() -> source);
    return new RemoteMirror(
        new RsyncTarget("host", 873, null, "data", BytePath.ROOT),
        agenda,
        lanes,
        () -> new BatchSender(guard, to, to, rules, new RecentlySent(), System::nanoTime),
        new Events(),
        new RemoteMirror.Ends(() -> afterBatch.run(), () -> {}),
        System::nanoTime);
  }

  private interface Answer {
    PushReport report();
  }

  private static final class HeldPusher implements Pusher {
    final BlockingQueue<Selection> begun = new LinkedBlockingQueue<>();
    final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

    @Override
    public PushReport push(
        SourceTree from, Selection selection, PushMode mode, boolean delete, Sink sink) {
      begun.add(selection);
      try {
        return answers.take().report();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return broken(Kind.CANCELLED, "stopped").report();
      }
    }

    Selection next() throws InterruptedException {
      return begun.take();
    }
  }

  private final class Events implements MirrorListener {
    @Override
    public void firstSyncFinished(
        RsyncTarget remote, long listed, long sent, long bytes, Duration took) {
      events.add("synced");
    }

    @Override
    public void confirmed(RsyncTarget remote, int names, Duration oldest) {
      events.add("confirmed " + names);
    }

    @Override
    public void failed(RsyncTarget remote, String problem, String remedy) {
      events.add("failed " + problem);
    }

    @Override
    public void recovered(RsyncTarget remote, int failures, Duration down) {
      events.add("recovered " + failures);
    }

    @Override
    public void stopped(RsyncTarget remote, Summary summary) {
      events.add("stopped, " + summary.pending() + " pending");
    }
  }
}
