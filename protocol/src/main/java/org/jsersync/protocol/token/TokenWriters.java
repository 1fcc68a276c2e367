package org.jsersync.protocol.token;

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
   */
  public static TokenWriter of(Dialect dialect, int level, WireOutput out) {
    return switch (dialect.compression()) {
      case NONE -> new PlainTokens(out);
      case ZLIB ->
          new CompressedTokens(new DeflateCodec(level, new BlockHistory(dialect.protocol())), out);
      case ZLIBX -> new CompressedTokens(new DeflateCodec(level, null), out);
      case LZ4 -> new CompressedTokens(new Lz4Codec(), out);
      case ZSTD -> new CompressedTokens(new ZstdCodec(level), out);
      case AUTO -> throw new IllegalArgumentException("a session has one codec, not AUTO");
    };
  }
}
