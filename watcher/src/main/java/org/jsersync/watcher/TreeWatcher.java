package org.jsersync.watcher;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.jsersync.protocol.file.BytePath;

/**
 * Watches a directory and all below it and tells a {@link ChangeSink} what may have changed.
 *
 * <p>Two threads: one only empties the kernel's queue, the other keeps track and calls the sink.
 * What changed before {@link #start} returned is not told, all that follows is. Linux only.
 */
public final class TreeWatcher implements Watcher {
  /** Reads of at most 128 KiB that wait for the tracker; more wait in the kernel. */
  private static final int HANDOVER_CHUNKS = 64;

  private static final int UNWATCHED_LISTED = 1000;

  private final Inotify inotify;
  private final Handover handover;
  private final Unwatched unwatched;
  private final WatchLoop loop;
  private final Thread reader;
  private final Thread tracker;

  private TreeWatcher(
      BytePath root,
      WatchOptions options,
      ChangeSink sink,
      Inotify inotify,
      UnaryOperator<WatchCalls> seam) {
    this.inotify = inotify;
    this.handover = new Handover(HANDOVER_CHUNKS);
    Outbox outbox = new Outbox(sink);
    this.unwatched = new Unwatched(root, outbox, UNWATCHED_LISTED);
    this.loop =
        new WatchLoop(
            root, options, seam.apply(inotify), handover, unwatched, outbox, System::nanoTime);
    this.reader =
        Thread.ofPlatform()
            .daemon()
            .name("jsersync-inotify " + root)
            .unstarted(new EventReader(inotify::read, handover));
    this.tracker =
        Thread.ofPlatform().daemon().name("jsersync-watcher " + root).unstarted(this::track);
  }

  /**
   * Starts watching; returns when every directory is watched that can be.
   *
   * @param absoluteRoot the directory; may lead through symlinks
   * @throws IOException if it is no directory that may be read, or the kernel's limits are reached;
   *     the message names the remedy
   */
  public static TreeWatcher start(BytePath absoluteRoot, WatchOptions options, ChangeSink sink)
      throws IOException {
    return start(absoluteRoot, options, sink, UnaryOperator.identity());
  }

  /** As {@link #start}, with the kernel's calls replaced by others that a test controls. */
  static TreeWatcher start(
      BytePath root, WatchOptions options, ChangeSink sink, UnaryOperator<WatchCalls> seam)
      throws IOException {
    TreeWatcher watcher = new TreeWatcher(root, options, sink, Inotify.open(), seam);
    // The reader first: in a large tree much may happen before the last watch is set.
    watcher.reader.start();
    watcher.tracker.start();
    try {
      watcher.loop.started().get();
      return watcher;
    } catch (InterruptedException e) {
      watcher.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while setting watches in " + root, e);
    } catch (ExecutionException e) {
      watcher.close();
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  private void track() {
    try {
      loop.run();
    } finally {
      handover.close();
      inotify.wake();
      joinUninterrupted(reader);
      inotify.close();
    }
  }

  @Override
  public int watches() {
    return loop.watches();
  }

  @Override
  public boolean isAlive() {
    return reader.isAlive() && tracker.isAlive();
  }

  /**
   * The uppermost directories that are not watched, relative to the root; the first 1000. For
   * tests.
   */
  List<BytePath> unwatched() {
    return unwatched.list();
  }

  @Override
  public void close() {
    handover.close();
    if (Thread.currentThread() != tracker) {
      joinUninterrupted(tracker);
    }
  }

  private static void joinUninterrupted(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
