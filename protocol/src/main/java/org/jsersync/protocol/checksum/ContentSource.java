package org.jsersync.protocol.checksum;

import java.io.IOException;

/** The content of a file, from its beginning to its end. */
@FunctionalInterface
public interface ContentSource {
  /**
   * Reads the next bytes.
   *
   * @return how many, at least 1 if the length is; -1 at the end
   */
  int read(byte[] buffer, int offset, int length) throws IOException;
}
