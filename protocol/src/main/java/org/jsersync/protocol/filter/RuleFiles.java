package org.jsersync.protocol.filter;

import java.io.IOException;

/** Where the builder gets the content of rule files from. */
@FunctionalInterface
public interface RuleFiles {
  /**
   * The whole content.
   *
   * @param name as it was written, relative to the working directory; "-" is standard input
   *     (05-filters, section 1.5)
   * @throws org.jsersync.protocol.file.PosixException if it cannot be opened; its reason is shown
   */
  byte[] read(byte[] name) throws IOException;
}
