package org.jsersync.protocol.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads tables of measured cases: columns between TABs, a header line, bytes escaped. */
final class EscapedTable {
  private EscapedTable() {}

  static List<String[]> rows(String resource) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(EscapedTable.class.getResourceAsStream(resource), resource)) {
      List<String[]> rows = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), UTF_8).split("\n", -1)) {
        if (!line.isEmpty() && !line.startsWith("# ")) {
          rows.add(line.split("\t", -1));
        }
      }
      return rows;
    }
  }

  /** The parts between the two characters "\n". */
  static List<byte[]> list(String escaped) {
    List<byte[]> parts = new ArrayList<>();
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    byte[] text = escaped.getBytes(UTF_8);
    for (int i = 0; i < text.length; i++) {
      if (text[i] != '\\') {
        part.write(text[i]);
        continue;
      }
      switch (text[++i]) {
        case '\\' -> part.write('\\');
        case 't' -> part.write('\t');
        case 'r' -> part.write('\r');
        case 'x' -> {
          part.write(Integer.parseInt(new String(text, i + 1, 2, UTF_8), 16));
          i += 2;
        }
        case 'n' -> {
          parts.add(part.toByteArray());
          part.reset();
        }
        default -> throw new IllegalArgumentException(escaped);
      }
    }
    parts.add(part.toByteArray());
    return parts;
  }

  static byte[] bytes(String escaped) {
    List<byte[]> parts = list(escaped);
    if (parts.size() != 1) {
      throw new IllegalArgumentException(escaped);
    }
    return parts.get(0);
  }
}
