package org.jsersync.daemon.mirror;

import java.util.List;
import java.util.function.Consumer;
import org.jsersync.protocol.DeleteMode;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.PushOptionsBuilder;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.PushRequest;
import org.jsersync.protocol.RsyncClient;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.SourceTree;

/** Pushes by the protocol library, with the remote's options as far as a mirror can have them. */
final class ClientPusher implements Pusher {
  private static final Selection NOTHING =
      new Selection.Names(List.of(), List.of(), List.of(), List.of());

  private final RsyncClient client;
  private final MirrorRemote remote;
  private final boolean deletes;
  private final PushEvents events;

  /**
   * A pusher.
   *
   * @param deletes whether batches may delete the names that they say are gone
   * @param events hears of each session
   */
  ClientPusher(RsyncClient client, MirrorRemote remote, boolean deletes, PushEvents events) {
    this.client = client;
    this.remote = remote;
    this.deletes = deletes;
    this.events = events;
  }

  @Override
  public PushReport push(
      SourceTree source,
      Selection selection,
      PushMode mode,
      boolean delete,
      Consumer<BytePath> sent) {
    events.begin(selection, sent);
    PushReport report = client.push(request(source, selection, mode, delete), source);
    if (selection instanceof Selection.Arguments && report.failure() == null) {
      // After a comparison, changes come one by one.
      client.expect(request(source, NOTHING, PushMode.IGNORE_TIMES, delete));
    }
    return report;
  }

  private PushRequest request(
      SourceTree source, Selection selection, PushMode mode, boolean delete) {
    return new PushRequest(
        remote.target(),
        remote.password(),
        source.root(),
        selection,
        options(selection, mode, delete),
        events);
  }

  @Override
  public void close() {
    client.close();
  }

  private PushOptions options(Selection selection, PushMode mode, boolean delete) {
    PushOptions given = remote.options();
    // A mirror never takes anything away from its source.
    PushOptionsBuilder options =
        given.toBuilder()
            .set(PushFlag.RECURSIVE, PushFlag.NANOSECONDS)
            .clear(PushFlag.REMOVE_SOURCE_FILES);
    if (mode == PushMode.IGNORE_TIMES) {
      options.set(PushFlag.IGNORE_TIMES);
    }
    if (selection instanceof Selection.Names) {
      // The selection says what goes; without the option the daemon could not make way for a file
      // where a directory was.
      options
          .delete(deletes ? DeleteMode.DEFAULT : DeleteMode.NONE)
          .clear(PushFlag.PRUNE_EMPTY_DIRS, PushFlag.DELETE_EXCLUDED);
    } else if (!delete) {
      options.delete(DeleteMode.NONE).clear(PushFlag.DELETE_EXCLUDED);
    }
    return options.build();
  }
}
