package org.jsersync.protocol.token;

import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.wire.WireOutput;

/**
 * Tokens without compression (03-transfer, section 5.1).
 *
 * <pre>
 *   int n &gt; 0   n literal bytes follow
 *   int n &lt; 0   block −n−1 of the basis
 *   int 0       end of the file
 * </pre>
 */
final class PlainTokens implements TokenWriter {
  /** Receivers with the security fixes of 2025 refuse longer runs (seen on Debian's 3.2.7). */
  private static final int MAX_RUN = 32 * 1024;

  private final WireOutput out;

  PlainTokens(WireOutput out) {
    this.out = out;
  }

  @Override
  public void beginFile() {}

  @Override
  public void literal(byte[] data, int offset, int length) throws RsyncException {
    for (int done = 0; done < length; done += MAX_RUN) {
      int run = Math.min(MAX_RUN, length - done);
      out.int32(run).bytes(data, offset + done, run);
    }
  }

  @Override
  public void match(int block, byte[] data, int offset, int length) throws RsyncException {
    out.int32(-block - 1);
  }

  @Override
  public void endFile() throws RsyncException {
    out.int32(0);
  }

  @Override
  public boolean needsMatchedData() {
    return false;
  }

  @Override
  public void close() {}
}
