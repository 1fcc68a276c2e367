package org.jsersync.protocol.token;

import org.jsersync.protocol.RsyncException;

/** Decodes a token stream as a receiver does (03-transfer, sections 5.1 and 6). */
public interface TokenReader extends AutoCloseable {
  /** What comes next. */
  sealed interface Token {}

  /** Content. */
  record Literal(byte[] data) implements Token {}

  /** A block of the basis. */
  record Block(int number) implements Token {}

  /** The file's tokens end. */
  record End() implements Token {}

  void beginFile();

  Token next() throws RsyncException;

  /** The content of the block just read, for codecs with a history. */
  default void matched(byte[] data) {}

  @Override
  default void close() {}
}
