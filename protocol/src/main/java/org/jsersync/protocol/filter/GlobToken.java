package org.jsersync.protocol.filter;

import java.util.Arrays;

/**
 * One step of a pattern.
 *
 * @param members by unsigned byte: what the step takes
 * @param run whether it takes any number of them, or exactly one
 */
record GlobToken(boolean[] members, boolean run) {
  static GlobToken literal(byte b) {
    boolean[] members = new boolean[256];
    members[b & 0xff] = true;
    return new GlobToken(members, false);
  }

  /** "?" and "*": anything but a slash. */
  static GlobToken withinName(boolean run) {
    boolean[] members = all();
    members['/'] = false;
    return new GlobToken(members, run);
  }

  /** "**": anything. */
  static GlobToken anything() {
    return new GlobToken(all(), true);
  }

  boolean takes(byte b) {
    return members[b & 0xff];
  }

  private static boolean[] all() {
    boolean[] members = new boolean[256];
    Arrays.fill(members, true);
    return members;
  }
}
