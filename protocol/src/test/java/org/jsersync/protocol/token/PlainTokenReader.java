package org.jsersync.protocol.token;

import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.wire.WireInput;

/** Reads tokens without compression. */
public final class PlainTokenReader implements TokenReader {
  private final WireInput in;

  public PlainTokenReader(WireInput in) {
    this.in = in;
  }

  @Override
  public void beginFile() {}

  @Override
  public Token next() throws RsyncException {
    int n = in.int32();
    if (n == 0) {
      return new End();
    }
    return n > 0 ? new Literal(in.bytes(n)) : new Block(-n - 1);
  }
}
