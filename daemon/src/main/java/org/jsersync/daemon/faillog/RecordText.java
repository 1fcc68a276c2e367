package org.jsersync.daemon.faillog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jsersync.daemon.mirror.PendingName;
import org.jsersync.daemon.mirror.What;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * A record as a line. Fields are separated by tabs and escaped; the last one is a checksum of what
 * comes before it:
 *
 * <pre>  # since | what differs | directory | remote | path in it | last error | CRC-32C</pre>
 *
 * <p>Every line begins with {@code #}: whoever runs the file as the script that it was with sersync
 * runs nothing, whatever the names are.
 */
final class RecordText {
  /** What stands first in a file that has records. */
  static final String HEADER =
      """
      # jsersync fail log: what has not arrived yet. jsersync reads it at its start; it is never run.
      # since, what differs, directory, remote, path, last error, checksum
      """;

  private static final byte[] HEADER_BEGIN = bytes("# jsersync fail log");
  private static final byte[] SECOND_BEGIN = bytes("# since, what differs");
  private static final int FIELDS = 6;
  private static final int LONGEST_REASON = 300;

  private RecordText() {}

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The line, with its end. */
  static byte[] format(Owner owner, PendingName name) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    line.writeBytes(bytes("# " + name.since().truncatedTo(ChronoUnit.SECONDS) + "\t"));
    line.writeBytes(bytes(name.what().name().toLowerCase(Locale.ROOT) + "\t"));
    Escapes.escape(owner.root().toBytes(), line);
    line.write('\t');
    Escapes.escape(bytes(owner.remote()), line);
    line.write('\t');
    Escapes.escape(name.path().isEmpty() ? new byte[] {'.'} : name.path().toBytes(), line);
    line.write('\t');
    String reason = name.reason();
    Escapes.escape(bytes(reason.substring(0, Math.min(reason.length(), LONGEST_REASON))), line);
    line.write('\t');
    line.writeBytes(bytes(checksum(line.toByteArray())));
    line.write('\n');
    return line.toByteArray();
  }

  private static String checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }

  /** Whether it is of the header. */
  static boolean isHeader(byte[] line) {
    return startsWith(line, HEADER_BEGIN) || startsWith(line, SECOND_BEGIN);
  }

  private static boolean startsWith(byte[] line, byte[] begin) {
    return line.length >= begin.length
        && Arrays.equals(line, 0, begin.length, begin, 0, begin.length);
  }

  /** The record in a line, given without its end; null if it is none, or not as it was written. */
  static LogLine.@Nullable Entry parse(byte[] line) {
    int last = lastTab(line);
    if (line.length < 2 || line[0] != '#' || line[1] != ' ' || last < 0) {
      return null;
    }
    byte[] checked = Arrays.copyOf(line, last + 1);
    String sum = new String(line, last + 1, line.length - last - 1, StandardCharsets.ISO_8859_1);
    if (!sum.equals(checksum(checked))) {
      return null;
    }
    List<byte[]> fields = fields(Arrays.copyOfRange(line, 2, last));
    return fields.size() == FIELDS ? entry(fields) : null;
  }

  private static LogLine.@Nullable Entry entry(List<byte[]> fields) {
    try {
      Instant since = Instant.parse(text(fields.get(0)));
      What what = What.valueOf(text(fields.get(1)).toUpperCase(Locale.ROOT));
      BytePath root = BytePath.of(fields.get(2));
      BytePath path = BytePath.of(fields.get(4));
      if (!root.isAbsolute() || !isInside(path)) {
        return null;
      }
      Owner owner = new Owner(root, text(fields.get(3)));
      return new LogLine.Entry(owner, new PendingName(path, what, since, text(fields.get(5))));
    } catch (DateTimeException | IllegalArgumentException e) {
      return null;
    }
  }

  /** Whether a path cannot lead out of the directory it is relative to. */
  static boolean isInside(BytePath path) {
    if (path.isAbsolute()) {
      return false;
    }
    for (BytePath up = path; up != null && !up.isEmpty(); up = up.parent()) {
      byte[] name = up.name();
      if (name.length == 2 && name[0] == '.' && name[1] == '.') {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] field) {
    return new String(field, StandardCharsets.UTF_8);
  }

  /** The fields as they were before they were escaped; none if one of them was not. */
  private static List<byte[]> fields(byte[] line) {
    List<byte[]> fields = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= line.length; i++) {
      if (i == line.length || line[i] == '\t') {
        byte[] field = Escapes.unescape(Arrays.copyOfRange(line, start, i));
        if (field == null) {
          return List.of();
        }
        fields.add(field);
        start = i + 1;
      }
    }
    return fields;
  }

  private static int lastTab(byte[] line) {
    int at = line.length - 1;
    while (at >= 0 && line[at] != '\t') {
      at--;
    }
    return at;
  }
}
