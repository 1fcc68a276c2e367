package org.jsersync.protocol.checksum;

import java.io.IOException;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.token.TokenWriter;
import org.jspecify.annotations.Nullable;

/**
 * Sends the content of files as tokens: blocks that the receiver has by their number, all else
 * literally (03-transfer, section 5). One per session: its buffers serve one file after the other.
 * Used by one thread.
 */
public final class DeltaSender {
  private final FileHasher fileHasher;
  private final Window window;
  private final Tokens tokens = new Tokens();
  private final BlockSearch search;

  /**
   * A sender for one session.
   *
   * @param sums the session's digest
   */
  public DeltaSender(Checksums sums) {
    fileHasher = sums.newFileHasher();
    window = new Window(fileHasher);
    search = new BlockSearch(sums.newBlockHasher(), window, tokens);
  }

  /**
   * What was sent of a file.
   *
   * @param fileSum the sum of all content as the receiver will have it, in wire order
   * @param literal bytes sent as they are, before compression
   * @param matched bytes that the receiver had
   * @param complete false if the source ended or failed before {@code size} bytes: zeros were sent
   *     instead, and the caller spoils the sum (03-transfer, section 8)
   * @param failure why the source could not be read on, if it threw
   */
  public record Result(
      byte[] fileSum,
      long literal,
      long matched,
      boolean complete,
      @Nullable IOException failure) {}

  /**
   * Sends exactly {@code size} bytes of content as the tokens of one file, with their end mark; the
   * sum head before and the file's sum after them are the caller's. A failing source does not break
   * the stream: see {@link Result}. What a source throws as {@link RsyncException} does.
   *
   * @param signature what the receiver has; the tokens are in the geometry of {@link
   *     Signature#echoHead}
   * @param inplace the receiver overwrites its basis while it reads it (03-transfer, section 5.5)
   */
  public Result send(
      Signature signature,
      ContentSource source,
      long size,
      boolean inplace,
      TokenWriter out,
      ProgressSink progress)
      throws RsyncException {
    SumHead head = signature.echoHead();
    window.begin(source, size, head.blockLength());
    tokens.begin(out, progress);
    if (head.count() == 0) {
      sendAll();
    } else {
      search.run(signature, inplace);
    }
    out.endFile();
    tokens.progress();
    return new Result(
        fileHasher.digest(), tokens.literal, tokens.matched, window.complete(), window.failure());
  }

  private void sendAll() throws RsyncException {
    while (!window.last()) {
      window.advance(window.end());
      tokens.literal(window.data(), 0, window.end());
      tokens.progress();
    }
  }

  /** Hands what the search finds to the token writer, and counts. */
  private static final class Tokens implements BlockSearch.Output {
    private @Nullable TokenWriter out;
    private ProgressSink progress = ProgressSink.NONE;
    private long literal;
    private long matched;

    void begin(TokenWriter to, ProgressSink progressTo) throws RsyncException {
      out = to;
      progress = progressTo;
      literal = 0;
      matched = 0;
      to.beginFile();
    }

    @Override
    public void literal(byte[] data, int from, int to) throws RsyncException {
      if (to > from && out != null) {
        out.literal(data, from, to - from);
        literal += to - from;
      }
    }

    @Override
    public void match(int block, byte[] data, int from, int length) throws RsyncException {
      if (out != null) {
        out.match(block, data, from, length);
        matched += length;
      }
    }

    @Override
    public boolean needsMatchedData() {
      return out == null || out.needsMatchedData();
    }

    @Override
    public void progress() {
      progress.progress(literal + matched);
    }
  }
}
