package org.jsersync.protocol.session;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jsersync.protocol.child.Child;
import org.jsersync.protocol.child.Child.Exit;
import org.jsersync.protocol.child.SocketChild;
import org.jsersync.protocol.file.PosixException;
import org.jspecify.annotations.Nullable;

/**
 * A remote shell under a connection: its standard input and output are the connection's socket, and
 * what it writes to its standard error becomes remarks. It ends with the connection, and tells why
 * that ended.
 */
final class ShellChild implements Ending {
  /** How long it may take to end by itself, to end when asked, and its last words to arrive. */
  private static final long PATIENCE_MILLIS = 1000;

  private static final long LAST_PATIENCE_MILLIS = 3000;
  private static final long LAST_WORDS_MILLIS = 500;

  private final Child child;
  private final EventLoop loop;
  private final Channel errors;
  private final ShellLines lines = new ShellLines();
  private final CompletableFuture<Exit> exit = new CompletableFuture<>();
  private volatile boolean unwanted;

  private ShellChild(SocketChild child, EventLoop loop) {
    this.child = child.process();
    this.loop = loop;
    this.errors = new EpollDomainSocketChannel(child.errors());
  }

  /**
   * Starts it.
   *
   * @param command its argument vector
   * @param loop whose both sockets are
   * @throws PosixException if it cannot be started
   */
  static Connection start(List<byte[]> command, EventLoop loop) throws PosixException {
    SocketChild child = SocketChild.start(command);
    Channel stream = new EpollDomainSocketChannel(child.stream());
    stream
        .config()
        // After a failed write the last words must still be read.
        .setAutoClose(false)
        .setWriteBufferWaterMark(Connector.MARKS);
    ShellChild shell = new ShellChild(child, loop);
    Connection connection = new Connection(stream, shell);
    shell.errors.pipeline().addLast(new ShellErrorHandler(shell.lines, connection));
    stream.closeFuture().addListener(_ -> shell.finish());
    var _ = loop.register(shell.errors);
    var _ = loop.register(stream);
    return connection;
  }

  /** The connection is over; so is the child, and somebody must wait for it. */
  private void finish() {
    if (loop.isShuttingDown()) {
      // So does this process: nobody waits any more.
      child.terminate();
      unwanted = true;
      exit.complete(new Exit(0, 0));
      return;
    }
    Future<?> asked = later(child::terminate, PATIENCE_MILLIS);
    Future<?> forced = later(child::kill, LAST_PATIENCE_MILLIS);
    Thread.ofPlatform()
        .daemon()
        .name("rsync-shell-end")
        .start(
            () -> {
              Exit end = child.await();
              asked.cancel(false);
              forced.cancel(false);
              collect(end);
            });
  }

  private Future<?> later(Runnable signal, long millis) {
    return loop.schedule(
        () -> {
          unwanted = true;
          signal.run();
        },
        millis,
        TimeUnit.MILLISECONDS);
  }

  /** What it had to say may still be on its way; a process that it left behind may never end. */
  private void collect(Exit end) {
    try {
      Runnable close =
          () -> {
            var _ = errors.close();
          };
      var _ = loop.schedule(close, LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
      errors.closeFuture().addListener(_ -> exit.complete(end));
    } catch (RejectedExecutionException _) {
      exit.complete(end);
    }
  }

  @Override
  public void explain(@Nullable Throwable cause, Consumer<@Nullable Throwable> told) {
    var _ =
        exit.thenAccept(
            end -> {
              told.accept(unwanted ? cause : ShellEnd.explain(end, lines.last()));
            });
  }
}
