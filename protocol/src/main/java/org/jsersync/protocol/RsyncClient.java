package org.jsersync.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsersync.protocol.PushListener.Item;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;
import org.jsersync.protocol.flist.SourceTrees;
import org.jsersync.protocol.sender.PushOutcome;
import org.jsersync.protocol.session.Connector;
import org.jsersync.protocol.session.SessionSource;
import org.jsersync.protocol.session.Stock;
import org.jspecify.annotations.Nullable;

/**
 * Pushes to rsync daemons. Prints nothing, exits nothing; safe for use by several threads, each
 * push runs on the thread that calls it.
 *
 * <pre>{@code
 * PushRequest request =
 *     PushRequest.of(
 *         BytePath.of("/srv/www"),
 *         RsyncTarget.parse("backup@host::data"),
 *         PasswordSource.file(Path.of("/etc/rsync.password")),
 *         PushOptions.archive());
 * PushReport report = RsyncClient.shared().push(request).orThrow();
 * report.items().forEach(item -> System.out.println(item.path()));
 * report.failed().forEach((path, reason) -> System.err.println(path + ": " + reason));
 * }</pre>
 */
public final class RsyncClient implements AutoCloseable {
  private static final RsyncClient SHARED = new RsyncClient(Connector.shared());

  private final Connector connector;
  private final @Nullable Stock stock;

  RsyncClient(Connector connector) {
    this.connector = connector;
    this.stock = null;
  }

  private RsyncClient(Connector connector, Stock stock) {
    this.connector = connector;
    this.stock = stock;
  }

  /** The one that shares its event loop with everybody. */
  public static RsyncClient shared() {
    return SHARED;
  }

  /**
   * One that keeps sessions ready for whoever pushes names to the same target again and again: each
   * holds a connection and a process of the daemon. {@link #close} gives them back.
   */
  public static RsyncClient withStock() {
    return new RsyncClient(Connector.shared(), new Stock(Connector.shared()));
  }

  /** Gives back the sessions that are ready; pushes are possible still. */
  @Override
  public void close() {
    if (stock != null) {
      stock.close();
    }
  }

  /**
   * Says that a push will come: what the first one needs is made meanwhile. For a process that has
   * just begun and has something else to do first.
   */
  public void prepare() {
    connector.prepare();
    SourceTree.prepare();
  }

  /** Ends the threads behind all clients; the last thing before a process exits. */
  public void stop() {
    connector.stop();
  }

  /**
   * Pushes. What goes wrong is in the report, whether a single path or the whole session.
   *
   * @param request what, from where, to where, how
   */
  public PushReport push(PushRequest request) {
    return push(request, new SourceTrees(keepsAccessTimes(request)));
  }

  /**
   * Pushes from a directory that is open already, whatever has its name by now.
   *
   * @param source the request's source root; stays open
   * @throws IllegalArgumentException if it was opened by another path
   */
  public PushReport push(PushRequest request, SourceTree source) {
    if (!source.root().equals(request.sourceRoot())) {
      throw new IllegalArgumentException(source.root() + " is not " + request.sourceRoot());
    }
    return push(request, new SourceTrees(source, keepsAccessTimes(request)));
  }

  private static boolean keepsAccessTimes(PushRequest request) {
    return request.options().has(PushFlag.OPEN_NOATIME);
  }

  /**
   * Pushes from a directory that is open already, by several sessions at once if it is a whole tree
   * that can be dealt out. The listener hears one of them at a time, on threads of theirs; what the
   * report says is of all.
   *
   * @param sessions at most so many at a time
   */
  public PushReport push(PushRequest request, SourceTree source, int sessions) {
    return sessions > 1 && SplitPush.suits(request)
        ? new SplitPush(part -> push(part, source), request, source, sessions).run()
        : push(request, source);
  }

  /** As the other, from the directory that has the request's source root for its name. */
  public PushReport push(PushRequest request, int sessions) {
    if (sessions > 1 && SplitPush.suits(request)) {
      try (SourceTree source = SourceTree.open(request.sourceRoot())) {
        return new SplitPush(part -> push(part, source), request, source, sessions).run();
      } catch (PosixException _) {
        // A push by one session says what is wrong.
      }
    }
    return push(request);
  }

  /** A session is made ready for a push like this one, if this client keeps any. */
  public void expect(PushRequest request) {
    if (stock != null) {
      try {
        PushOutcome unheard = new PushOutcome(PushRequest.SILENT, Set.of());
        new PushTask(request, unheard, PushRequest.SILENT).announce(stock);
      } catch (RsyncException _) {
        // The push will say it.
      }
    }
  }

  private PushReport push(PushRequest request, SourceTrees from) {
    try (SourceTrees trees = from) {
      if (stock != null) {
        Attempt first = attempt(request, stock, trees);
        if (!first.stale()) {
          return first.report();
        }
      }
      return attempt(request, connector, trees).report();
    }
  }

  /**
   * One session.
   *
   * @param stale whether it broke before the daemon said anything
   */
  private record Attempt(PushReport report, boolean stale) {}

  private static Attempt attempt(PushRequest request, SessionSource sessions, SourceTrees trees) {
    List<Item> items = new ArrayList<>();
    PushListener listener =
        request.keepsItems() ? new ItemLog(request.listener(), items) : request.listener();
    PushOutcome outcome =
        new PushOutcome(
            listener,
            NamesPush.asked(request.selection()),
            NamesPush.renamedFiles(request.selection()));
    PushTask task = new PushTask(request, outcome, listener);
    RsyncException failure = null;
    try {
      task.run(sessions, trees);
    } catch (RsyncException e) {
      failure = e;
    } catch (PosixException e) {
      failure = new RsyncException(RsyncException.Kind.LOCAL, String.valueOf(e.getMessage()), e);
    }
    PushReport report =
        ReportBuilder.build(
            request,
            outcome,
            failure,
            items,
            outcome.stats(task.bytesSent(), task.bytesReceived()));
    return new Attempt(report, task.wasStale());
  }

  /**
   * Asks a daemon for its modules.
   *
   * @param options how to connect; the rest of them says nothing here
   * @param listener hears each line of the answer as {@link PushListener#greetingText}
   */
  public void listModules(DaemonAddress daemon, PushOptions options, PushListener listener)
      throws RsyncException {
    connector.listModules(
        daemon,
        options.addressFamily(),
        SessionOffer.connectTimeout(options),
        SessionOffer.HANDSHAKE_TIMEOUT,
        listener::greetingText);
  }
}
