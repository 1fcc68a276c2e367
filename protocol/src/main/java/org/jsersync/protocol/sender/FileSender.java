package org.jsersync.protocol.sender;

import java.io.IOException;
import java.util.Arrays;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.checksum.Checksums;
import org.jsersync.protocol.checksum.DeltaSender;
import org.jsersync.protocol.checksum.Signature;
import org.jsersync.protocol.checksum.SumHead;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.OpenFile;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.flist.FileEntry;
import org.jsersync.protocol.flist.ListBuilder;
import org.jsersync.protocol.flist.Origin;
import org.jsersync.protocol.session.Session;
import org.jsersync.protocol.token.TokenWriter;
import org.jsersync.protocol.wire.WireInput;
import org.jsersync.protocol.wire.WireOutput;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request for a file's content: reads the block sums, sends the tokens and the sum of the
 * whole file (03-transfer, sections 3 to 5 and 8).
 */
final class FileSender {
  private final Session session;
  private final Checksums checksums;
  private final DeltaSender delta;
  private final TokenWriter tokens;
  private final XattrAnswers xattrs;
  private final PushOutcome outcome;
  private final boolean inplace;
  private int ioError;

  FileSender(
      Session session,
      Checksums checksums,
      TokenWriter tokens,
      boolean inplace,
      XattrAnswers xattrs,
      PushOutcome outcome) {
    this.session = session;
    this.checksums = checksums;
    this.delta = new DeltaSender(checksums);
    this.tokens = tokens;
    this.inplace = inplace;
    this.xattrs = xattrs;
    this.outcome = outcome;
  }

  /** Bits of the I/O error word that sending added. */
  int ioError() {
    return ioError | xattrs.ioError();
  }

  /** Says of an entry whose content is not asked for what the generator said of it. */
  void echo(ItemRecord item, FileEntry entry) throws RsyncException {
    item.write(session.out());
    if (item.xattrs() != null) {
      xattrs.write(item.xattrs(), entry, session.out());
    }
  }

  /** Reads the rest of a request and answers it. */
  void answer(ItemRecord item, FileEntry entry) throws RsyncException {
    WireInput in = session.in();
    SumHead head = SumHead.read(in);
    Signature signature = Signature.of(head, in, checksums.length());
    Origin origin = entry.origin();
    try (OpenFile file = origin.tree().openFile(origin.path())) {
      send(item, entry, signature, file);
    } catch (PosixException e) {
      notSent(item, entry, e);
    }
    signature.complete();
  }

  /**
   * Sends a file that was not asked for, as if the receiver had nothing of it.
   *
   * @param largest bytes
   * @return false if it cannot be read, or has become larger: when it is asked for, that is
   *     answered
   */
  boolean sendUnasked(int index, FileEntry entry, long largest) throws RsyncException {
    Origin origin = entry.origin();
    try (OpenFile file = origin.tree().openFile(origin.path())) {
      if (file.opened().size() > largest) {
        return false;
      }
      send(ItemRecord.content(index), entry, Signature.EMPTY, file);
      return true;
    } catch (PosixException _) {
      return false;
    }
  }

  /** Reads the rest of a request that is not answered. */
  void skip() throws RsyncException {
    Signature.skip(SumHead.read(session.in()), session.in());
  }

  private void send(ItemRecord item, FileEntry entry, Signature signature, OpenFile file)
      throws RsyncException, PosixException {
    FileStat before = file.opened();
    WireOutput out = session.out();
    echo(item, entry);
    signature.echoHead().write(out);
    long size = before.size();
    DeltaSender.Result result =
        delta.send(
            signature,
            file::read,
            size,
            overwritesBasis(item),
            tokens,
            done -> outcome.listener().progress(entry.path(), done, size));
    outcome.transferred++;
    outcome.transferredSize += entry.stat().size();
    outcome.literal += result.literal();
    outcome.matched += result.matched();
    if (result.complete()) {
      out.bytes(result.fileSum());
    } else {
      // The receiver must not keep what we padded: a wrong sum makes it ask again.
      out.bytes(spoiled(result.fileSum()));
      ioError |= ListBuilder.IO_ERROR;
      outcome.sourceFailed(
          entry.path(),
          "read errors mapping \""
              + entry.origin().absolute()
              + "\": "
              + problem(result.failure()));
    }
    entry.markSent();
    if (!before.sameFileAs(entry.stat()) || changed(before, file)) {
      outcome.changing(entry.path());
    }
  }

  /** The answer is out by now: a file that cannot be looked at any more counts as changed. */
  private static boolean changed(FileStat before, OpenFile file) {
    try {
      return !before.sameContentAs(file.stat());
    } catch (PosixException _) {
      return true;
    }
  }

  private static String problem(@Nullable IOException failure) {
    return switch (failure) {
      case null -> "it became shorter while it was read";
      case PosixException e -> e.reason();
      default -> String.valueOf(failure.getMessage());
    };
  }

  private static byte[] spoiled(byte[] sum) {
    byte[] wrong = new byte[sum.length];
    if (Arrays.equals(wrong, sum)) {
      wrong[wrong.length - 1] = 1;
    }
    return wrong;
  }

  private boolean overwritesBasis(ItemRecord item) {
    return switch (item.basis()) {
      case ItemRecord.DESTINATION -> inplace;
      case ItemRecord.PARTIAL -> session.dialect().inplacePartialDir();
      default -> false;
    };
  }

  private void notSent(ItemRecord item, FileEntry entry, PosixException e) throws RsyncException {
    session.sendNoSend(item.index());
    if (e.isGone()) {
      ioError |= ListBuilder.IO_VANISHED;
      outcome.vanished(entry.origin(), entry.path());
    } else {
      ioError |= ListBuilder.IO_ERROR;
      outcome.sourceFailed(
          entry.path(),
          "send_files failed to open \""
              + entry.origin().absolute()
              + "\": "
              + e.reason()
              + " ("
              + e.errno()
              + ")");
    }
  }
}
