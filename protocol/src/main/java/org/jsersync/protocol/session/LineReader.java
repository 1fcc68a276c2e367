package org.jsersync.protocol.session;

import java.io.ByteArrayOutputStream;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.wire.WireInput;

/** Reads the lines before a session, within limits (01-session, section 9). */
final class LineReader {
  private static final int MAX_LINE = 5118;
  private static final int MAX_TOTAL = 1 << 20;
  private static final int MAX_LINES = 10_000;

  private final WireInput in;
  private final HandshakeErrors errors;
  private int lines;

  LineReader(WireInput in, HandshakeErrors errors) {
    this.in = in;
    this.errors = errors;
  }

  /** The next line, without its LF and without CRs. */
  byte[] next() throws RsyncException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.u8(); b != '\n'; b = in.u8()) {
      if (b == 0 || line.size() == MAX_LINE || in.position() > MAX_TOTAL) {
        throw bad(line.toByteArray(), b == 0 ? "a NUL in a line" : "more text than allowed");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    if (++lines > MAX_LINES) {
      throw bad(line.toByteArray(), "more lines than allowed");
    }
    return line.toByteArray();
  }

  private RsyncException bad(byte[] line, String what) {
    return lines == 0
        ? errors.noDaemon(line)
        : errors.of(RsyncException.Kind.PROTOCOL, "the server sent " + what);
  }
}
