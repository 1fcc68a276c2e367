package org.jsersync.protocol.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sessions ready, so that a push need not wait for the greeting, the password and the seed
 * (01-session, section 7.4): for each kind of session that was lately asked for, one more than is
 * in use. Sessions with incremental recursion are opened when they are asked for: they are rare and
 * long. Safe for use by several threads.
 */
public final class Stock implements SessionSource, AutoCloseable {
  /** Kinds kept: contents that changed, and the quick check. */
  private static final int KINDS = 2;

  /** How long a daemon that was full is left alone. */
  private static final long FULL_NANOS = Duration.ofMinutes(5).toNanos();

  /** A daemon that is reached again may have another configuration by then. */
  private static final long MAX_AGE_NANOS = Duration.ofMinutes(10).toNanos();

  /**
   * How long a full daemon is asked again: the process of a session that has just ended holds its
   * place a moment longer (01-session, section 8.2).
   */
  private static final long FIRST_PAUSE = Duration.ofMillis(20).toNanos();

  private static final long LAST_PAUSE = Duration.ofMillis(160).toNanos();

  private final Connector connector;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closing = lock.newCondition();
  private final SequencedMap<Kind, Slot> slots = new LinkedHashMap<>();
  private RateLimit limit = new RateLimit(0, System::nanoTime);
  private long fullSince;
  private boolean full;
  private boolean closed;

  /** An empty stock of sessions that this connector opens. */
  public Stock(Connector connector) {
    this.connector = connector;
  }

  /** What makes one session as good as another. */
  private record Kind(RsyncTarget target, List<String> arguments) {
    static Kind of(SessionRequest request) throws RsyncException {
      List<byte[]> vector = request.arguments().forProtocol(SessionRequest.MAX_PROTOCOL);
      return new Kind(
          request.target(),
          vector.stream().map(word -> new String(word, StandardCharsets.ISO_8859_1)).toList());
    }
  }

  @Override
  public Session open(
      SessionRequest request, Farewell farewell, MessageHandler messages, GreetingListener greeting)
      throws RsyncException {
    if (request.offersIncrementalRecursion()) {
      return ready(request, greeting).begin(messages, limit(request));
    }
    ReadySession ready = take(Kind.of(request));
    if (ready == null) {
      ready = ready(request, greeting);
    }
    return ready.begin(new Restock(messages, this, request, farewell), limit(request));
  }

  /** What its sessions may send in a second, they share. */
  private RateLimit limit(SessionRequest request) {
    lock.lock();
    try {
      if (limit.bytesPerSecond() != request.bandwidthLimit()) {
        limit = new RateLimit(request.bandwidthLimit(), System::nanoTime);
      }
      return limit;
    } finally {
      lock.unlock();
    }
  }

  /** One that is opened now; what is in stock may hold the daemon's last place. */
  private ReadySession ready(SessionRequest request, GreetingListener greeting)
      throws RsyncException {
    long pause = FIRST_PAUSE;
    while (true) {
      try {
        return connector.ready(request, greeting);
      } catch (RsyncException e) {
        if (e.kind() != RsyncException.Kind.BUSY || pause > LAST_PAUSE) {
          throw e;
        }
      }
      giveAllBack(true);
      pause(pause);
      pause *= 2;
    }
  }

  private void pause(long nanos) throws RsyncException {
    try {
      lock.lockInterruptibly();
      try {
        long left = nanos;
        while (left > 0 && !closed) {
          left = closing.awaitNanos(left);
        }
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private @Nullable ReadySession take(Kind kind) throws RsyncException {
    Slot slot;
    lock.lock();
    try {
      slot = slots.remove(kind);
    } finally {
      lock.unlock();
    }
    ReadySession ready = slot == null ? null : slot.await();
    if (slot == null || ready == null) {
      return null;
    }
    if (!ready.isAlive() || slot.isOld()) {
      slot.giveBack();
      return null;
    }
    return ready;
  }

  @Override
  public void expect(SessionRequest request, Farewell farewell) throws RsyncException {
    if (request.offersIncrementalRecursion()) {
      connector.expect(request, farewell);
      return;
    }
    Kind kind = Kind.of(request);
    Slot slot = new Slot(farewell);
    Slot eldest = null;
    lock.lock();
    try {
      full &= System.nanoTime() - fullSince < FULL_NANOS;
      if (closed || full || slots.containsKey(kind)) {
        return;
      }
      if (slots.size() >= KINDS) {
        eldest = slots.pollFirstEntry().getValue();
      }
      slots.put(kind, slot);
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().name("rsync-stock").start(() -> fill(slot, request));
    if (eldest != null) {
      Thread.ofVirtual().name("rsync-stock").start(eldest::giveBack);
    }
  }

  private void fill(Slot slot, SessionRequest request) {
    ReadySession ready = null;
    try {
      ready = connector.ready(request, line -> {});
    } catch (RsyncException e) {
      // Who needs one opens it, and hears what is wrong.
      if (e.kind() == RsyncException.Kind.BUSY) {
        wasFull();
      }
    } finally {
      slot.set(ready);
    }
  }

  private void wasFull() {
    lock.lock();
    try {
      full = true;
      fullSince = System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  /** Ends what is ready. */
  private void giveAllBack(boolean becauseFull) {
    List<Slot> all;
    lock.lock();
    try {
      all = new ArrayList<>(slots.values());
      slots.clear();
    } finally {
      lock.unlock();
    }
    if (becauseFull) {
      wasFull();
    }
    all.forEach(Slot::giveBack);
  }

  /** Ends what is ready; from then on sessions are opened when they are asked for. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      closing.signalAll();
    } finally {
      lock.unlock();
    }
    giveAllBack(false);
  }

  private static RsyncException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new RsyncException(RsyncException.Kind.CANCELLED, "interrupted", cause);
  }

  /** A place for one session, which is being opened at first. */
  private static final class Slot {
    private final Farewell farewell;
    private final long since = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable ReadySession ready;
    private boolean done;
    private boolean unwanted;

    Slot(Farewell farewell) {
      this.farewell = farewell;
    }

    boolean isOld() {
      return System.nanoTime() - since > MAX_AGE_NANOS;
    }

    void set(@Nullable ReadySession opened) {
      lock.lock();
      try {
        ready = opened;
        done = true;
        changed.signalAll();
        if (!unwanted) {
          return;
        }
      } finally {
        lock.unlock();
      }
      end(opened);
    }

    /** Waits until it was opened; null if that failed. */
    @Nullable ReadySession await() throws RsyncException {
      try {
        lock.lockInterruptibly();
        try {
          while (!done) {
            changed.await();
          }
          return ready;
        } finally {
          lock.unlock();
        }
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    /** Ends it; one that is still being opened, which may take long, when it is. */
    void giveBack() {
      lock.lock();
      try {
        if (!done) {
          unwanted = true;
          return;
        }
      } finally {
        lock.unlock();
      }
      end(ready);
    }

    private void end(@Nullable ReadySession unused) {
      if (unused != null) {
        unused.end(farewell);
      }
    }
  }
}
