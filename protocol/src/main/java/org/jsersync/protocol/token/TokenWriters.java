package org.jsersync.protocol.token;

import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.session.Dialect;
import org.jsersync.protocol.wire.WireOutput;

/** Picks a session's token writer. */
public final class TokenWriters {
  /** Each codec's own default level. */
  public static final int DEFAULT_LEVEL = Integer.MIN_VALUE;

  private TokenWriters() {}

  /**
   * The writer for the compression that a session agreed on.
   *
   * @param level {@link #DEFAULT_LEVEL}, or the codec's own scale (03-transfer, section 6.6); what
   *     is beyond the scale counts as its end
   * @throws RsyncException if the compression's name is unknown
   */
  public static TokenWriter of(Dialect dialect, int level, WireOutput out) throws RsyncException {
    return switch (dialect.compression()) {
      case "none" -> new PlainTokens(out);
      default ->
          throw RsyncException.protocol(
              "compression \"" + dialect.compression() + "\" is not known");
    };
  }
}
