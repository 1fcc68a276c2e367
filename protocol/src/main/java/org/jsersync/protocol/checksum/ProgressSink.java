package org.jsersync.protocol.checksum;

/** Hears how far the content of a file has come. */
@FunctionalInterface
public interface ProgressSink {
  /** Nobody listens. */
  ProgressSink NONE = done -> {};

  /** So many bytes of the content have been read, hashed and searched. */
  void progress(long done);
}
