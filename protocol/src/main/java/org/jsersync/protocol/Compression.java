package org.jsersync.protocol;

/** How the token stream is compressed (03-transfer, section 6.7). */
public enum Compression {
  NONE,
  /** {@code -z}: the best that both sides know. */
  AUTO,
  ZLIB,
  ZLIBX,
  LZ4,
  ZSTD
}
