package org.jsersync.daemon.plugin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jsersync.daemon.config.PluginConfig;
import org.jsersync.daemon.mirror.ChangedPath;
import org.jsersync.daemon.mirror.PathListener;
import org.jspecify.annotations.Nullable;

/**
 * The names that a plugin is still to be told of, and the thread that does it, one delivery after
 * the other: whoever hands names over never waits. A name that waits already is not told twice.
 * What fails is tried again a few times, with growing pauses, meanwhile the others wait; past a
 * bound, names are counted and not told. Each problem is said once, not for every name.
 */
public final class PluginQueue implements PathListener, AutoCloseable {
  /** Before the same problem is said again, nanoseconds. */
  private static final long AGAIN = Duration.ofMinutes(10).toNanos();

  private static final int PROBLEMS = 100;

  /**
   * Its bounds.
   *
   * @param waiting most names that wait
   * @param attempts for each delivery
   * @param first the pause after the first failure; doubles with each further one
   * @param rest how long what waits is still told after {@link #close}
   */
  record Bounds(int waiting, int attempts, Duration first, Duration rest) {}

  static final Bounds USUAL = new Bounds(100_000, 5, Duration.ofSeconds(1), Duration.ofSeconds(5));

  private final Plugin plugin;
  private final Bounds bounds;
  private final Consumer<String> lines;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Delivery> deliveries = new ArrayDeque<>();

  /** All that is in the deliveries. */
  private final Set<ChangedPath> waiting = new HashSet<>();

  private long number;
  private boolean closed;
  private long told;

  /** Names that will not be told. */
  private long lost;

  private boolean overflowSaid;

  // The rest is the thread's.
  private final Map<String, Long> problems = new HashMap<>();
  private int failures;

  /** Starts the thread. */
  private PluginQueue(Plugin plugin, Bounds bounds, Consumer<String> lines) {
    this.plugin = plugin;
    this.bounds = bounds;
    this.lines = lines;
    this.thread = Thread.ofPlatform().daemon().name(plugin.title()).unstarted(this::run);
  }

  /**
   * A queue for the plugin that a configuration asks for.
   *
   * @param lines takes what people should know; called on any thread
   */
  public static PluginQueue start(PluginConfig config, Consumer<String> lines) {
    return start(Plugin.of(config), USUAL, lines);
  }

  static PluginQueue start(Plugin plugin, Bounds bounds, Consumer<String> lines) {
    PluginQueue queue = new PluginQueue(plugin, bounds, lines);
    queue.thread.start();
    return queue;
  }

  /** Takes names to be told; never waits. */
  @Override
  public void confirmed(List<ChangedPath> paths) {
    boolean overflow = false;
    String remark;
    lock.lock();
    try {
      List<ChangedPath> together = new ArrayList<>();
      for (ChangedPath path : paths) {
        if (!plugin.wants(path) || waiting.contains(path)) {
          continue;
        }
        if (waiting.size() >= bounds.waiting()) {
          lost++;
          overflow |= !overflowSaid;
          overflowSaid = true;
          continue;
        }
        waiting.add(path);
        together.add(path);
        if (together.size() == plugin.most()) {
          deliveries.add(new Delivery(++number, together));
          together.clear();
        }
      }
      if (!together.isEmpty()) {
        deliveries.add(new Delivery(++number, together));
      }
      changed.signal();
      remark = plugin.remark();
    } finally {
      lock.unlock();
    }
    if (remark != null) {
      say(remark);
    }
    if (overflow) {
      say(names(bounds.waiting()) + " wait; further ones are not told, but counted");
    }
  }

  private void run() {
    try {
      for (Delivery next = next(); next != null; next = next()) {
        deliver(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      plugin.close();
    }
  }

  /** The next delivery; null after the last one. */
  private @Nullable Delivery next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (deliveries.isEmpty() && !closed) {
        changed.await();
      }
      Delivery next = deliveries.poll();
      if (next != null) {
        // From here on a change is one more to tell.
        next.paths().forEach(waiting::remove);
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void deliver(Delivery delivery) throws InterruptedException {
    boolean delivered = false;
    try {
      delivered = attempt(delivery);
    } finally {
      count(delivery.paths().size(), delivered);
    }
  }

  private boolean attempt(Delivery delivery) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        plugin.deliver(delivery);
        worksAgain();
        return true;
      } catch (PluginException e) {
        problem(e, delivery.paths());
        if (!e.again() || attempt == bounds.attempts() || !pause(attempt)) {
          return false;
        }
      } catch (RuntimeException e) {
        // A defect of ours; the other names are to be told all the same.
        problem(new PluginException("internal error: " + e, false), delivery.paths());
        return false;
      }
    }
  }

  /** Waits before the next attempt; false if there is to be none. */
  private boolean pause(int attempt) throws InterruptedException {
    long left = bounds.first().toNanos() << (attempt - 1);
    lock.lockInterruptibly();
    try {
      while (left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void count(int names, boolean delivered) {
    lock.lock();
    try {
      told += delivered ? names : 0;
      lost += delivered ? 0 : names;
    } finally {
      lock.unlock();
    }
  }

  private void problem(PluginException e, List<ChangedPath> paths) {
    failures += e.again() ? 1 : 0;
    String problem = String.valueOf(e.getMessage());
    long now = System.nanoTime();
    Long said = problems.get(problem);
    if (said != null && now - said < AGAIN) {
      return;
    }
    if (problems.size() >= PROBLEMS) {
      problems.clear();
    }
    problems.put(problem, now);
    String others = paths.size() == 1 ? "" : " and " + (paths.size() - 1) + " more";
    String next =
        e.again()
            ? "tried again, each name " + bounds.attempts() + " times at most"
            : "not tried again";
    say(problem + " (" + paths.getFirst().path() + others + "); " + next);
  }

  private void worksAgain() {
    if (failures > 0) {
      say("works again, after " + failures + (failures == 1 ? " failure" : " failures") + lost());
      failures = 0;
      problems.clear();
    }
  }

  private String lost() {
    lock.lock();
    try {
      overflowSaid = false;
      return lost == 0 ? "" : "; not told: " + names(lost);
    } finally {
      lock.unlock();
    }
  }

  private static String names(long count) {
    return count == 1 ? "1 name" : count + " names";
  }

  private void say(String line) {
    lines.accept(plugin.title() + ": " + line);
  }

  /**
   * Tells what waits for a moment more, without further attempts; what is left then is said, as a
   * number.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    try {
      if (!thread.join(bounds.rest())) {
        thread.interrupt();
        thread.join(bounds.rest());
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    lock.lock();
    try {
      long left = lost + waiting.size();
      if (left > 0) {
        say("stopped; told: " + names(told) + ", not told: " + names(left));
      }
    } finally {
      lock.unlock();
    }
  }
}
