package org.jsersync.protocol.flist;

/** What a listed directory means at the receiver (02-filelist, section 3.2). */
public enum DirectoryKind {
  /** Its children are listed completely; deletion looks inside. */
  CONTENT,
  /** The same, and it is what the user named. */
  TOP,
  /** Itself only: created, attributes applied, never deleted in. */
  NO_CONTENT,
  /** A parent of something listed; left alone unless names are relative. */
  IMPLIED,
  /** No directory at all. */
  NONE
}
