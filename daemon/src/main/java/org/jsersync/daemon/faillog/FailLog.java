package org.jsersync.daemon.faillog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jsersync.daemon.mirror.PendingName;
import org.jsersync.daemon.mirror.PendingSource;
import org.jsersync.daemon.schedule.Alarm;
import org.jsersync.daemon.schedule.Timetable;

/**
 * Keeps what could not be delivered in a file, for the next start, and has it tried again from time
 * to time. The file is read once, when this is opened; from {@link #start} on a thread of its own
 * writes it, at most once a second and less often when that takes long. When all has arrived it is
 * empty, but for what other processes keep in it.
 *
 * <p>Nothing here delays mirroring: a file that cannot be written is said once, and tried again.
 */
public final class FailLog implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Of so many parts of the time, writing takes one at most. */
  private static final int SHARE = 20;

  private static final Duration WRITE_AGAIN = Duration.ofSeconds(10);
  private static final Duration LAST_WRITE = Duration.ofSeconds(30);

  private final LogFile file;
  private final Set<Owner> owners;
  private final Consumer<String> complain;
  private final Map<Owner, List<PendingName>> earlier;
  private final LogWriter writer;
  private final List<PendingSource> sources = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private final Alarm retry;
  private boolean complained;

  /**
   * Reads what earlier runs left.
   *
   * @param path of the file; it need not be there
   * @param every how often everything in it is tried at once
   * @param owners what is mirrored here, where to: records of others stay as they are
   * @param complain takes lines for people, on any thread
   * @throws IOException if there can be no fail log at that path; one line that says why
   */
  public static FailLog open(
      Path path, Duration every, Set<Owner> owners, Consumer<String> complain) throws IOException {
    LogFile file = new LogFile(path);
    LeftOver leftOver = new LeftOver(owners);
    try (InputStream in = file.open()) {
      if (!LogReader.read(in, InstantSource.system().instant(), leftOver::take)) {
        throw LogFile.NotOurs.noLog(path);
      }
    } catch (IOException e) {
      throw new IOException(LogFile.reason(e), e);
    }
    if (leftOver.damaged() > 0) {
      complain.accept(
          "fail log "
              + path
              + ": "
              + leftOver.damaged()
              + " lines of it cannot be read; what they may have been about is compared instead");
    }
    return new FailLog(file, every, owners, leftOver.names(), complain);
  }

  private FailLog(
      LogFile file,
      Duration every,
      Set<Owner> owners,
      Map<Owner, List<PendingName>> earlier,
      Consumer<String> complain) {
    this.file = file;
    this.owners = Set.copyOf(owners);
    this.earlier = new HashMap<>(earlier);
    this.complain = complain;
    this.writer = new LogWriter(file, this.owners);
    this.thread = Thread.ofPlatform().daemon().name("fail log").unstarted(this::run);
    this.retry =
        new Alarm(
            "fail log retry",
            new Timetable.Every(every),
            () -> sources.forEach(PendingSource::tryNow));
  }

  /** The names that an earlier run could not deliver. */
  public List<PendingName> earlier(Owner owner) {
    return earlier.getOrDefault(owner, List.of());
  }

  /**
   * Begins to write.
   *
   * @param of everything that is mirrored; what {@link #earlier} said is pending there by now
   */
  public void start(List<? extends PendingSource> of) {
    sources.addAll(of);
    earlier.clear();
    thread.start();
    retry.start();
  }

  private void run() {
    Duration wait = Duration.ZERO;
    try {
      while (!closed.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        long begun = System.nanoTime();
        boolean written = write();
        Duration pause = Duration.ofNanos(System.nanoTime() - begun).multipliedBy(SHARE);
        Duration least = written ? LOOK : WRITE_AGAIN;
        wait = pause.compareTo(least) > 0 ? pause : least;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Brings the file up to date; whether it is. */
  private boolean write() {
    try {
      writer.write(sources);
      if (complained) {
        complained = false;
        complain.accept("fail log " + file.path() + ": can be written again");
      }
      return true;
    } catch (IOException | RuntimeException e) {
      if (!complained) {
        complained = true;
        complain.accept(
            "fail log "
                + file.path()
                + ": cannot be written: "
                + reason(e)
                + "; what is pending is kept in memory, and writing is tried again");
      }
      return false;
    }
  }

  private static String reason(Exception e) {
    return e instanceof IOException failure ? LogFile.reason(failure) : e.toString();
  }

  /** Writes what is pending in the end; to be called when nothing is mirrored any more. */
  @Override
  public void close() {
    retry.close();
    closed.countDown();
    if (thread.getState() == Thread.State.NEW) {
      // Nothing was mirrored: what is in the file still holds.
      return;
    }
    try {
      if (!thread.join(LAST_WRITE)) {
        complain.accept("fail log " + file.path() + ": writing it takes too long; left as it was");
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (!write()) {
      complain.accept(
          "fail log "
              + file.path()
              + ": could not be written; start with -r, which compares everything");
    }
  }
}
