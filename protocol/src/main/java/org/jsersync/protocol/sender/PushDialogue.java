package org.jsersync.protocol.sender;

import java.util.List;
import org.jsersync.protocol.Digest;
import org.jsersync.protocol.PushListener.Item;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.checksum.Checksums;
import org.jsersync.protocol.checksum.FileHasher;
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

  /** Bytes of contents after which the daemon gets to see them, and the list before them. */
  private static final int SHOWN_BYTES = 1 << 16;

  private static final int MAX_DELETED = 1 << 28;

  private final Session session;
  private final WireInput in;
  private final WireOutput out;
  private final ListBuilder builder;
  private final FileListEncoder encoder;
  private final FileSender files;
  private final PushOutcome outcome;
  private final Manner manner;
  private final boolean incremental;
  private final SentLists lists = new SentLists();
  private boolean listsComplete;
  private UnaskedFiles unasked = UnaskedFiles.NONE;
  private int unseen;
  private int phase;

  /** DONEs that were written before the generator's. */
  private int donesAhead;

  private boolean allSaid;

  /**
   * How contents are sent.
   *
   * @param inplace {@code --inplace}: the receiver overwrites its basis as it goes
   * @param dryRun {@code -n}: no contents flow
   * @param hardLinks {@code -H}: the receiver makes all names of a file but the first
   * @param unasked without incremental recursion, small files go before they are asked for; the
   *     generator is known to ask for every regular file
   * @param xattrs {@code -X}: extended attributes are listed and asked for; not with unasked ones,
   *     whose values nobody would hear asked for
   */
  public record Manner(
      boolean inplace, boolean dryRun, boolean hardLinks, boolean unasked, boolean xattrs) {}

  /**
   * A dialogue that has not begun.
   *
   * @param session stands at the seed
   * @param builder what is pushed
   * @param encoder how lists are written
   * @param checksums the digests agreed on
   * @param tokens how contents are written
   * @param manner which contents, when, and into what
   * @param outcome collects what becomes of it
   */
  public PushDialogue(
      Session session,
      ListBuilder builder,
      FileListEncoder encoder,
      Checksums checksums,
      TokenWriter tokens,
      Manner manner,
      PushOutcome outcome) {
    this.session = session;
    this.in = session.in();
    this.out = session.out();
    this.builder = builder;
    this.encoder = encoder;
    FileHasher md5 = Checksums.of(session.dialect(), Digest.MD5).newFileHasher();
    XattrAnswers xattrs = new XattrAnswers(lists, md5, outcome);
    this.files = new FileSender(session, checksums, tokens, manner.inplace(), xattrs, outcome);
    this.outcome = outcome;
    this.manner = manner;
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
    if (manner.unasked() && !incremental) {
      unasked = UnaskedFiles.of(list, manner.hardLinks());
    }
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
      sendUnasked();
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

  /**
   * Only while the generator says nothing: a file that it has asked for by then goes the plain way,
   * and what it has to say never fills the way back while we write.
   *
   * <p>When everything that it can ask for is on its way, so is all that we will have to say, which
   * saves two more round trips: the receiver needs no echo of what is no content (03-transfer,
   * section 2.4), and no sum can be wrong but by a fault of its own; if it asks again, that is not
   * answered, and the file has failed.
   */
  private void sendUnasked() throws RsyncException {
    long flushed = out.position();
    for (int index = unasked.next(); index >= 0 && !in.ready(); index = unasked.next()) {
      FileEntry entry = lists.find(index);
      boolean sent = entry != null && files.sendUnasked(index, entry, UnaskedFiles.MOST_BYTES);
      unasked.done(index, sent);
      if (out.position() - flushed >= SHOWN_BYTES) {
        out.flush();
        flushed = out.position();
      }
    }
    if (!allSaid && phase == 0 && unasked.allSent() && files.ioError() == 0) {
      allSaid = true;
      donesAhead = session.dialect().protocol() >= 31 ? 4 : 3;
      for (int i = 0; i < donesAhead; i++) {
        out.ndx(WireInput.NDX_DONE);
      }
    }
  }

  private void sayDone() throws RsyncException {
    if (donesAhead > 0) {
      donesAhead--;
    } else {
      out.ndx(WireInput.NDX_DONE);
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
    sayDone();
    return true;
  }

  private void item(int index) throws RsyncException {
    ItemRecord item = ItemRecord.read(index, in);
    FileEntry entry = lists.find(index);
    if (entry == null) {
      throw in.broken("item for index " + index + ", which is not listed");
    }
    if (manner.xattrs() && !manner.dryRun() && item.speaksOfXattrs(session.dialect())) {
      item = item.asking(XattrRequest.read(in, entry.xattrs().size()));
    }
    outcome.item(item, entry);
    if (!item.transfer()) {
      if (!allSaid) {
        files.echo(item, entry);
      }
      report(item, entry);
      return;
    }
    if (phase >= 2 || !entry.stat().isRegular() || !lists.isOwnEntry(index)) {
      throw in.broken("content of " + entry + " asked for, which cannot be");
    }
    report(item, entry);
    if (manner.dryRun()) {
      item.write(out);
      outcome.transferred++;
      outcome.transferredSize += entry.stat().size();
      return;
    }
    if (phase == 0 && unasked.wasSent(index)) {
      files.skip();
    } else if (allSaid) {
      files.skip();
      outcome.unanswered(entry.path());
    } else {
      files.answer(item, entry);
    }
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
    sayDone();
    expectDone();
    if (session.dialect().protocol() >= 31) {
      sayDone();
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
