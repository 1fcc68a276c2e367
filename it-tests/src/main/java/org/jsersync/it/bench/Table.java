package org.jsersync.it.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows under a heading, columns as wide as they need, all but the first right-aligned. */
final class Table {
  private final List<String[]> rows = new ArrayList<>();

  Table(String... heading) {
    rows.add(heading);
  }

  void row(Object... cells) {
    rows.add(Arrays.stream(cells).map(String::valueOf).toArray(String[]::new));
  }

  void print() {
    int[] widths = new int[rows.getFirst().length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    System.out.println();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        line.append(("%" + (i == 0 ? "-" : "") + widths[i] + "s  ").formatted(row[i]));
      }
      System.out.println(line.toString().stripTrailing());
    }
  }
}
