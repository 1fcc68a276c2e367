package org.jsersync.protocol.flist;

/** What becomes of directories below what was named on which another file system is mounted. */
public enum MountPoints {
  /** They are listed with what is in them. */
  ENTERED,
  /** They are listed without, and left alone at the receiver ({@code -x}). */
  LISTED,
  /** They are not there ({@code -xx}). */
  LEFT_OUT
}
