package org.jsersync.protocol.flist;

import java.util.Comparator;

/**
 * The order in which both sides number a list's entries (02-filelist, section 4.1): on each level
 * what is no directory comes first, directories compare with a slash appended, "." before all, and
 * a directory before what is in it. Bytes are unsigned.
 */
final class EntryOrder implements Comparator<FileEntry> {
  static final EntryOrder INSTANCE = new EntryOrder();

  private EntryOrder() {}

  @Override
  public int compare(FileEntry x, FileEntry y) {
    return compare(x.wireName(), x.isDirectory(), y.wireName(), y.isDirectory());
  }

  static int compare(byte[] a, boolean aIsDirectory, byte[] b, boolean bIsDirectory) {
    boolean aDot = aIsDirectory && a.length == 1 && a[0] == '.';
    boolean bDot = bIsDirectory && b.length == 1 && b[0] == '.';
    if (aDot || bDot) {
      return Boolean.compare(bDot, aDot);
    }
    int limit = Math.min(a.length, b.length);
    int start = 0;
    int i = 0;
    while (i < limit && a[i] == b[i]) {
      if (a[i] == '/') {
        start = i + 1;
      }
      i++;
    }
    // The components that hold position i: the first ones that may differ.
    int aEnd = end(a, Math.max(i, start));
    int bEnd = end(b, Math.max(i, start));
    boolean aDir = aEnd < a.length || aIsDirectory;
    boolean bDir = bEnd < b.length || bIsDirectory;
    if (aDir != bDir) {
      return aDir ? 1 : -1;
    }
    int tail = aDir ? '/' : -1;
    int aByte = i < aEnd ? a[i] & 0xff : tail;
    int bByte = i < bEnd ? b[i] & 0xff : tail;
    if (aByte != bByte) {
      return Integer.compare(aByte, bByte);
    }
    return Integer.compare(a.length, b.length);
  }

  private static int end(byte[] name, int from) {
    int i = from;
    while (i < name.length && name[i] != '/') {
      i++;
    }
    return i;
  }
}
