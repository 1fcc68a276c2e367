package org.jsersync.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.PushListener.Item;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;
import org.jsersync.protocol.flist.SourceTrees;
import org.jsersync.protocol.sender.PushOutcome;
import org.jsersync.protocol.session.Connector;

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
public final class RsyncClient {
  private static final RsyncClient SHARED = new RsyncClient(Connector.shared());

  private final Connector connector;

  RsyncClient(Connector connector) {
    this.connector = connector;
  }

  /** The one that shares its event loop with everybody. */
  public static RsyncClient shared() {
    return SHARED;
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
    return push(request, new SourceTrees());
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
    return push(request, new SourceTrees(source));
  }

  private PushReport push(PushRequest request, SourceTrees from) {
    List<Item> items = new ArrayList<>();
    PushListener listener =
        request.keepsItems() ? new ItemLog(request.listener(), items) : request.listener();
    PushOutcome outcome = new PushOutcome(listener, NamesPush.asked(request.selection()));
    PushTask task = new PushTask(request, outcome, listener);
    RsyncException failure = null;
    try (SourceTrees trees = from) {
      task.run(connector, trees);
    } catch (RsyncException e) {
      failure = e;
    } catch (PosixException e) {
      failure = new RsyncException(RsyncException.Kind.LOCAL, String.valueOf(e.getMessage()), e);
    }
    return ReportBuilder.build(
        request, outcome, failure, items, outcome.stats(task.bytesSent(), task.bytesReceived()));
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
        SessionOffer.connectTimeout(options),
        SessionOffer.HANDSHAKE_TIMEOUT,
        listener::greetingText);
  }
}
