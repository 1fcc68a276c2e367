package org.jsersync.daemon.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.jsersync.daemon.mirror.ChangedPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue before a plugin that does what the test says, when it says it. */
@Timeout(20)
class PluginQueueTest {
  private static final String OK = "ok";

  private final BlockingQueue<Delivery> begun = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private @Nullable String remark;
  private int most = 1;
  private @Nullable PluginQueue queue;
  private volatile boolean closed;

  @AfterEach
  void close() {
    if (queue != null) {
      IntStream.range(0, 100).forEach(i -> answers.add(OK));
      queue.close();
      assertThat(closed).isTrue();
    }
  }

  private PluginQueue start(int waiting, int attempts) {
    PluginQueue started =
        PluginQueue.start(
            new Fake(),
            new PluginQueue.Bounds(waiting, attempts, Duration.ofMillis(1), Duration.ofSeconds(10)),
            lines::add);
    queue = started;
    return started;
  }

  private static List<ChangedPath> names(String... names) {
    return List.of(names).stream().map(Names::file).toList();
  }

  private List<String> next() throws InterruptedException {
    return begun.take().paths().stream().map(path -> path.path().toString()).toList();
  }

  @Test
  void namesAreToldOneByOneAndWhatIsNotWantedIsNot() throws Exception {
    start(100, 3).confirmed(names("a", "unwanted", "b"));
    assertThat(next()).containsExactly("a");
    answers.add(OK);
    assertThat(next()).containsExactly("b");
    answers.add(OK);
  }

  @Test
  void whatTurnedOutAboutItsExpressionsIsSaid() throws Exception {
    remark = "takes too long";
    start(100, 3).confirmed(names("unwanted"));
    assertThat(lines.take()).isEqualTo("fake: takes too long");
  }

  @Test
  void whatWasConfirmedTogetherIsToldTogetherUpToABound() throws Exception {
    most = 3;
    PluginQueue started = start(100, 3);
    started.confirmed(names("a", "b"));
    started.confirmed(names("c", "d", "e", "f"));
    answers.addAll(List.of(OK, OK, OK));
    assertThat(next()).containsExactly("a", "b");
    assertThat(next()).containsExactly("c", "d", "e");
    assertThat(next()).containsExactly("f");
  }

  @Test
  void aNameThatWaitsIsNotToldTwiceButOneThatIsBeingToldIs() throws Exception {
    PluginQueue started = start(100, 3);
    started.confirmed(names("a", "b", "b"));
    assertThat(next()).containsExactly("a");
    started.confirmed(names("b", "a"));
    answers.addAll(List.of(OK, OK, OK));
    assertThat(next()).containsExactly("b");
    assertThat(next()).containsExactly("a");
  }

  @Test
  void whatFailsIsTriedAgainAFewTimesAndSaidOnce() throws Exception {
    PluginQueue started = start(100, 3);
    started.confirmed(names("a", "b"));
    answers.addAll(List.of("again: dead", "again: dead", "again: dead", "again: dead", OK));
    List<Long> numbers = new ArrayList<>();
    List<String> told = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Delivery delivery = begun.take();
      numbers.add(delivery.number());
      told.add(delivery.paths().getFirst().path().toString());
    }
    assertThat(told).containsExactly("a", "a", "a", "b", "b");
    assertThat(numbers).containsExactly(1L, 1L, 1L, 2L, 2L);
    assertThat(lines.take()).isEqualTo("fake: dead (a); tried again, each name 3 times at most");
    assertThat(lines.take()).isEqualTo("fake: works again, after 4 failures; not told: 1 name");
  }

  @Test
  void whatMakesNoSenseToTryAgainIsNot() throws Exception {
    PluginQueue started = start(100, 3);
    started.confirmed(names("a", "b", "c"));
    answers.addAll(List.of("never: exit code 1", "never: exit code 1", OK));
    assertThat(next()).containsExactly("a");
    assertThat(next()).containsExactly("b");
    assertThat(next()).containsExactly("c");
    assertThat(lines.take()).isEqualTo("fake: exit code 1 (a); not tried again");
    started.close();
    queue = null;
    assertThat(lines).containsExactly("fake: stopped; told: 1 name, not told: 2 names");
  }

  @Test
  void whoHandsOverNeverWaitsAndWhatOverflowsIsCounted() throws Exception {
    PluginQueue started = start(2, 3);
    started.confirmed(names("a"));
    assertThat(next()).containsExactly("a");
    started.confirmed(names("b", "c", "d", "e"));
    started.confirmed(names("f"));
    assertThat(lines.take())
        .isEqualTo("fake: 2 names wait; further ones are not told, but counted");
    answers.addAll(List.of(OK, OK, OK));
    started.close();
    queue = null;
    assertThat(begun).hasSize(2);
    assertThat(lines).containsExactly("fake: stopped; told: 3 names, not told: 3 names");
  }

  @Test
  void atTheEndWhatWaitsIsToldButNotTriedAgain() throws Exception {
    PluginQueue started =
        PluginQueue.start(
            new Fake(),
            new PluginQueue.Bounds(100, 3, Duration.ofDays(1), Duration.ofSeconds(10)),
            lines::add);
    started.confirmed(names("a", "b"));
    answers.add("again: dead");
    assertThat(next()).containsExactly("a");
    assertThat(lines.take()).startsWith("fake: dead");
    answers.add(OK);
    started.close();
    assertThat(next()).containsExactly("b");
    assertThat(lines).endsWith("fake: stopped; told: 1 name, not told: 1 name");
  }

  @Test
  void whatDoesNotEndIsBrokenOffAtTheEnd() throws Exception {
    PluginQueue started =
        PluginQueue.start(
            new Fake(),
            new PluginQueue.Bounds(100, 3, Duration.ofMillis(1), Duration.ofMillis(1)),
            lines::add);
    started.confirmed(names("a", "b"));
    assertThat(next()).containsExactly("a");
    started.close();
    assertThat(lines.take()).startsWith("fake: stopped; told: 0 names");
  }

  @Test
  void aDefectEndsNothing() throws Exception {
    PluginQueue started = start(100, 3);
    started.confirmed(names("a", "b"));
    answers.addAll(List.of("defect", OK));
    assertThat(next()).containsExactly("a");
    assertThat(next()).containsExactly("b");
    assertThat(lines.take()).startsWith("fake: internal error").contains("not tried again");
  }

  private final class Fake implements Plugin {
    @Override
    public String title() {
      return "fake";
    }

    @Override
    public int most() {
      return most;
    }

    @Override
    public @Nullable String remark() {
      return remark;
    }

    @Override
    public boolean wants(ChangedPath path) {
      return !path.path().toString().equals("unwanted");
    }

    @Override
    public void deliver(Delivery delivery) throws PluginException, InterruptedException {
      begun.add(delivery);
      String answer = answers.take();
      if (answer.equals("defect")) {
        throw new IllegalStateException("oops");
      }
      if (!answer.equals(OK)) {
        String message = answer.substring(answer.indexOf(' ') + 1);
        throw new PluginException(message, answer.startsWith("again"));
      }
    }

    @Override
    public @Nullable String check() {
      return null;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
