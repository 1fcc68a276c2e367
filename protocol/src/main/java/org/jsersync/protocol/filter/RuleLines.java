package org.jsersync.protocol.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a rule file into its entries (05-filters, section 1.5). */
final class RuleLines {
  /**
   * One entry.
   *
   * @param text the rule, not empty
   * @param number its line, from 1
   */
  record Line(byte[] text, int number) {}

  private RuleLines() {}

  /**
   * The lines that are neither empty nor comments.
   *
   * @param nulEnds whether NUL ends a line instead of LF, CR and CRLF
   */
  static List<Line> lines(byte[] content, boolean nulEnds) {
    List<Line> lines = new ArrayList<>();
    int number = 1;
    for (int start = 0; start < content.length; number++) {
      int end = start;
      while (end < content.length && !endsLine(content[end], nulEnds)) {
        end++;
      }
      byte[] line = cutAtNul(content, start, end);
      if (line.length > 0 && line[0] != '#' && line[0] != ';') {
        lines.add(new Line(line, number));
      }
      boolean crlf =
          end + 1 < content.length && content[end] == '\r' && content[end + 1] == '\n' && !nulEnds;
      start = end + (crlf ? 2 : 1);
    }
    return lines;
  }

  /** The words between white space; there are no comments. */
  static List<Line> words(byte[] content) {
    List<Line> words = new ArrayList<>();
    for (int start = 0; start < content.length; ) {
      int end = start;
      while (end < content.length && !isSpace(content[end])) {
        end++;
      }
      byte[] word = cutAtNul(content, start, end);
      if (word.length > 0) {
        words.add(new Line(word, 0));
      }
      start = end + 1;
    }
    return words;
  }

  static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  private static boolean endsLine(byte b, boolean nulEnds) {
    return nulEnds ? b == 0 : b == '\n' || b == '\r';
  }

  private static byte[] cutAtNul(byte[] content, int start, int end) {
    int nul = start;
    while (nul < end && content[nul] != 0) {
      nul++;
    }
    return Arrays.copyOfRange(content, start, nul);
  }
}
