package org.jsersync.daemon.mirror;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jsersync.daemon.mirror.Refusals.Option;
import org.jsersync.protocol.DeleteMode;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.PushOptionsBuilder;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.PushRequest;
import org.jsersync.protocol.RsyncClient;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.SourceTree;

/** Pushes by the protocol library, with the remote's options as far as a mirror can have them. */
final class ClientPusher implements Pusher {
  private static final Selection NOTHING =
      new Selection.Names(List.of(), List.of(), List.of(), List.of());

  /** rsync's exit code for "some files were not transferred". */
  private static final int PARTIAL = 23;

  private final RsyncClient client;
  private final MirrorRemote remote;
  private final boolean deletes;
  private final int sessions;
  private final PushEvents events;
  private final Refusals refusals;
  private final UnaskedContents unasked;
  private Deletions deletions = Deletions.AS_ASKED;

  /**
   * A pusher.
   *
   * @param deletes whether batches may delete the names that they say are gone
   * @param sessions so many at a time for a comparison of everything
   * @param events hears of each session
   * @param refusals what the remote is known to refuse
   * @param unasked whether the remote is sent what it has not asked for
   */
  ClientPusher(
      RsyncClient client,
      MirrorRemote remote,
      boolean deletes,
      int sessions,
      PushEvents events,
      Refusals refusals,
      UnaskedContents unasked) {
    this.client = client;
    this.remote = remote;
    this.deletes = deletes;
    this.sessions = sessions;
    this.events = events;
    this.refusals = refusals;
    this.unasked = unasked;
  }

  @Override
  public PushReport push(
      SourceTree source, Selection selection, PushMode mode, boolean delete, Sink sink) {
    PushOptions asked = options(selection, mode, delete);
    EnumSet<Option> without;
    boolean ahead;
    deletions = Deletions.AS_ASKED;
    PushReport report;
    do {
      // Nothing was done by a session that was turned away.
      without = refusals.now();
      ahead = mode != PushMode.QUICK_CHECK && unasked.now();
      events.begin(selection, sink);
      report =
          client.push(request(source, selection, without(asked, without, ahead)), source, sessions);
      events.end(report);
      unasked.learn(report, ahead);
    } while (report.failure() != null
        && refusals.learn(report.failure(), without)
        && (!selection.isRename() || refusals.allowRenames()));
    if (report.failure() == null) {
      deletions = deletions(asked, without, selection.isRename());
      if (selection.isRename() && report.exitCode() == PARTIAL && report.renamed().isEmpty()) {
        refusals.linksFailed();
      }
      if (selection instanceof Selection.Contents) {
        // After a comparison, changes come one by one.
        PushOptions next = options(NOTHING, PushMode.IGNORE_TIMES, delete);
        client.expect(request(source, NOTHING, without(next, refusals.now(), true)));
      }
    }
    return report;
  }

  @Override
  public boolean renames() {
    return refusals.allowRenames();
  }

  private Deletions deletions(PushOptions asked, EnumSet<Option> without, boolean renames) {
    Set<Option> used = EnumSet.complementOf(without);
    if (!renames && !asked.has(PushFlag.HARD_LINKS)) {
      used.remove(Option.HARD_LINKS);
    }
    if (!asked.deletes()) {
      used.remove(Option.DELETE);
    }
    boolean again = refusals.accepted(used).contains(Option.DELETE);
    boolean refused = asked.deletes() && without.contains(Option.DELETE);
    return refused ? Deletions.REFUSED : again ? Deletions.AGAIN : Deletions.AS_ASKED;
  }

  @Override
  public Deletions deletions() {
    return deletions;
  }

  private PushRequest request(SourceTree source, Selection selection, PushOptions options) {
    return new PushRequest(
        remote.target(), remote.password(), source.root(), selection, options, events);
  }

  private static PushOptions without(PushOptions asked, Set<Option> refused, boolean ahead) {
    PushOptionsBuilder options = asked.toBuilder().set(PushFlag.UNASKED, ahead);
    for (Option option : refused) {
      switch (option) {
        case DELETE -> options.delete(DeleteMode.NONE).clear(PushFlag.DELETE_EXCLUDED);
        case ACKNOWLEDGE -> options.set(PushFlag.NO_ACKNOWLEDGE);
        case HARD_LINKS -> options.clear(PushFlag.HARD_LINKS);
      }
    }
    return options.build();
  }

  private PushOptions options(Selection selection, PushMode mode, boolean delete) {
    PushOptions given = remote.options();
    // A mirror never takes anything away from its source.
    PushOptionsBuilder options =
        given.toBuilder()
            .set(PushFlag.RECURSIVE, PushFlag.NANOSECONDS)
            .clear(PushFlag.REMOVE_SOURCE_FILES);
    if (mode != PushMode.QUICK_CHECK) {
      options.set(PushFlag.IGNORE_TIMES);
    }
    if (mode == PushMode.REPLACE) {
      options.clear(PushFlag.UPDATE);
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
