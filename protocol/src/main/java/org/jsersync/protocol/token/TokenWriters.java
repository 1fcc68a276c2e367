package org.jsersync.protocol.token;

import com.github.luben.zstd.Zstd;
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
      case "zlib" ->
          new CompressedTokens(
              new DeflateCodec(zlibLevel(level), new BlockHistory(dialect.protocol())), out);
      case "zlibx" -> new CompressedTokens(new DeflateCodec(zlibLevel(level), null), out);
      case "lz4" -> new CompressedTokens(new Lz4Codec(), out);
      case "zstd" -> new CompressedTokens(new ZstdCodec(zstdLevel(level)), out);
      default ->
          throw RsyncException.protocol(
              "compression \"" + dialect.compression() + "\" is not known");
    };
  }

  private static int zlibLevel(int level) {
    return level == DEFAULT_LEVEL ? 6 : Math.clamp(level, 0, 9);
  }

  private static int zstdLevel(int level) {
    return level == DEFAULT_LEVEL || level == 0
        ? Zstd.defaultCompressionLevel()
        : Math.clamp(level, Zstd.minCompressionLevel(), Zstd.maxCompressionLevel());
  }
}
