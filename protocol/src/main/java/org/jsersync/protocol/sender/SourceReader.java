package org.jsersync.protocol.sender;

import org.jsersync.protocol.checksum.ContentSource;
import org.jsersync.protocol.file.OpenFile;
import org.jsersync.protocol.file.PosixException;
import org.jspecify.annotations.Nullable;

/**
 * A source file's content for the delta search. A read error ends the content early, as a file that
 * became shorter does; the sender then makes the receiver ask again.
 */
final class SourceReader implements ContentSource {
  private final OpenFile file;
  private @Nullable PosixException error;

  SourceReader(OpenFile file) {
    this.file = file;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    try {
      return file.read(buffer, offset, length);
    } catch (PosixException e) {
      error = e;
      return -1;
    }
  }

  /** Why the content ended early. */
  String problem(String withoutError) {
    return error == null ? withoutError : error.reason();
  }
}
