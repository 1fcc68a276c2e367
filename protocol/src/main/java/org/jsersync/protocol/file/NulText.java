package org.jsersync.protocol.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes in which the kernel tells several texts, with a NUL behind each. */
final class NulText {
  private NulText() {}

  static List<byte[]> words(byte[] terminated) {
    List<byte[]> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < terminated.length; i++) {
      if (terminated[i] == 0) {
        words.add(Arrays.copyOfRange(terminated, start, i));
        start = i + 1;
      }
    }
    return words;
  }
}
