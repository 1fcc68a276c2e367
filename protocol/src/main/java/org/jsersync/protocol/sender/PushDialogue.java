package org.jsersync.protocol.sender;

import java.util.List;
import org.jsersync.protocol.PushListener.Item;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.checksum.Checksums;
import org.jsersync.protocol.flist.FileEntry;
import org.jsersync.protocol.flist.FileList;
import org.jsersync.protocol.flist.FileListEncoder;
import org.jsersync.protocol.flist.ListBuilder;
import org.jsersync.protocol.session.Session;
import org.jsersync.protocol.token.TokenWriter;
import org.jsersync.protocol.wire.WireInput;
import org.jsersync.protocol.wire.WireOutput;
import org.jspecify.annotations.Nullable;

/**
 * A push from the seed to the goodbye: filter rules, file lists, answers, phases (01-session,
 * section 8.1; 02-filelist, section 5; 03-transfer, section 1).
 */
public final class PushDialogue {
  /** Entries that the generator is kept ahead of before its next request is served. */
  private static final int WELL_AHEAD = 2_000;

  /** Entries listed ahead at most while the generator says nothing. */
  private static final int FAR_AHEAD = 20_000;

  /** Entries listed while the generator says nothing after which it gets to see them. */
  private static final int SHOWN_AT_ONCE = 200;

  private static final int MAX_DELETED = 1 << 28;

  private final Session session;
  private final WireInput in;
  private final WireOutput out;
  private final ListBuilder builder;
  private final FileListEncoder encoder;
  private final FileSender files;
  private final PushOutcome outcome;
  private final boolean dryRun;
  private final boolean incremental;
  private final SentLists lists = new SentLists();
  private boolean listsComplete;
  private int unseen;
  private int phase;

  /**
   * A dialogue that has not begun.
   *
   * @param session stands at the seed
   * @param builder what is pushed
   * @param encoder how lists are written
   * @param checksums the digests agreed on
   * @param tokens how contents are written
   * @param inplace {@code --inplace}: the receiver overwrites its basis as it goes
   * @param dryRun {@code -n}: no contents flow
   * @param outcome collects what becomes of it
   */
  public PushDialogue(
      Session session,
      ListBuilder builder,
      FileListEncoder encoder,
      Checksums checksums,
      TokenWriter tokens,
      boolean inplace,
      boolean dryRun,
      PushOutcome outcome) {
    this.session = session;
    this.in = session.in();
    this.out = session.out();
    this.builder = builder;
    this.encoder = encoder;
    this.files = new FileSender(session, checksums, tokens, inplace, outcome);
    this.outcome = outcome;
    this.dryRun = dryRun;
    this.incremental = session.dialect().incrementalRecursion();
    outcome.lists(lists);
  }

  /**
   * Runs it.
   *
   * @param rules the filter rules to send; null where the server expects none (05-filters, section
   *     8.1)
   */
  public void run(@Nullable List<byte[]> rules) throws RsyncException {
    if (rules != null) {
      for (byte[] rule : rules) {
        out.int32(rule.length).bytes(rule);
      }
      out.int32(0);
    }
    sendFirstList();
    serve();
    goodbye();
    outcome.end();
  }

  private void sendFirstList() throws RsyncException {
    long start = System.nanoTime();
    FileList list = incremental ? builder.first() : builder.single();
    outcome.fileListNanos += System.nanoTime() - start;
    send(list);
    listsComplete = !incremental;
    endListsIfComplete();
  }

  private void sendNextList() throws RsyncException {
    out.ndx(-101 - builder.nextDirectory());
    send(builder.next());
    endListsIfComplete();
  }

  private void send(FileList list) throws RsyncException {
    encoder.write(list, builder.ioError());
    lists.add(list);
    unseen += list.size();
    outcome.fileListSize = encoder.bytes();
  }

  private void endListsIfComplete() throws RsyncException {
    if (!listsComplete && !builder.hasNext()) {
      out.ndx(WireInput.NDX_FLIST_EOF);
      listsComplete = true;
    }
  }

  private void serve() throws RsyncException {
    while (true) {
      keepAhead();
      int index = in.ndx();
      if (index == WireInput.NDX_DONE) {
        if (!done()) {
          return;
        }
      } else if (index == WireInput.NDX_DEL_STATS) {
        readDeleteStats();
      } else {
        item(index);
      }
    }
  }

  /**
   * The generator finishes a list only when it has gone on to the next one, so there is always one
   * more than it works on; while it is busy elsewhere the walk runs further ahead.
   */
  private void keepAhead() throws RsyncException {
    while (!listsComplete
        && (lists.size() < 2
            || lists.entries() < WELL_AHEAD
            || (lists.entries() < FAR_AHEAD && !in.ready()))) {
      sendNextList();
      if (unseen >= SHOWN_AT_ONCE && !in.ready()) {
        out.flush();
        unseen = 0;
      }
    }
  }

  /** A DONE of the generator; false when it was the one that ends the loop. */
  private boolean done() throws RsyncException {
    if (lists.size() > 0) {
      lists.finishOldest();
      if (lists.size() > 0 || !listsComplete) {
        out.ndx(WireInput.NDX_DONE);
        return true;
      }
    }
    phase++;
    if (phase > 2) {
      return false;
    }
    out.ndx(WireInput.NDX_DONE);
    return true;
  }

  private void item(int index) throws RsyncException {
    ItemRecord item = ItemRecord.read(index, in);
    FileEntry entry = lists.find(index);
    if (entry == null) {
      throw in.broken("item for index " + index + ", which is not listed");
    }
    if (item.isNew()) {
      outcome.created(entry);
    }
    if (!item.transfer()) {
      item.write(out);
      report(item, entry);
      return;
    }
    if (phase >= 2 || !entry.stat().isRegular() || !lists.isOwnEntry(index)) {
      throw in.broken("content of " + entry + " asked for, which cannot be");
    }
    report(item, entry);
    if (dryRun) {
      item.write(out);
      outcome.transferred++;
      outcome.transferredSize += entry.stat().size();
      return;
    }
    files.answer(item, entry);
  }

  private void report(ItemRecord item, FileEntry entry) {
    byte[] link = item.xname().length > 0 ? item.xname() : entry.linkTarget();
    outcome
        .listener()
        .item(new Item(entry.path(), entry.stat().mode(), entry.stat().size(), item.flags(), link));
  }

  private void readDeleteStats() throws RsyncException {
    outcome.deletedByKind(
        in.varint(MAX_DELETED, "deleted files"),
        in.varint(MAX_DELETED, "deleted directories"),
        in.varint(MAX_DELETED, "deleted symlinks"),
        in.varint(MAX_DELETED, "deleted devices"),
        in.varint(MAX_DELETED, "deleted specials"));
  }

  private void goodbye() throws RsyncException {
    if (files.ioError() != 0) {
      session.sendIoError(builder.ioError() | files.ioError());
    }
    out.ndx(WireInput.NDX_DONE);
    expectDone();
    if (session.dialect().protocol() >= 31) {
      out.ndx(WireInput.NDX_DONE);
      expectDone();
    }
  }

  private void expectDone() throws RsyncException {
    int index = in.ndx();
    while (index == WireInput.NDX_DEL_STATS) {
      readDeleteStats();
      index = in.ndx();
    }
    if (index != WireInput.NDX_DONE) {
      throw in.broken("index " + index + " instead of the goodbye");
    }
  }
}
