package org.jsersync.daemon.faillog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a fail log line by line, whoever wrote it, with bounded memory. It says of a file of which
 * nothing is understood that it is none, so that nobody's file is taken for one and overwritten.
 */
final class LogReader {
  /** More than the longest record has: two paths, each of whose bytes is escaped, and a reason. */
  private static final int LONGEST_LINE = 64 << 10;

  private final InputStream in;
  private final Instant now;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean tooLong;
  private boolean anything;
  private boolean understood;

  private LogReader(InputStream in, Instant now) {
    this.in = in;
    this.now = now;
  }

  /**
   * Reads to the end.
   *
   * @param now for what was left without a time
   * @return whether this is a fail log; an empty file is
   */
  static boolean read(InputStream in, Instant now, Consumer<LogLine> lines) throws IOException {
    LogReader reader = new LogReader(in, now);
    for (LogLine line = reader.next(); line != null; line = reader.next()) {
      lines.accept(line);
    }
    return reader.understood || !reader.anything;
  }

  private @Nullable LogLine next() throws IOException {
    line.reset();
    tooLong = false;
    int b = in.read();
    if (b < 0) {
      return null;
    }
    for (; b >= 0 && b != '\n'; b = in.read()) {
      if (line.size() < LONGEST_LINE) {
        line.write(b);
      } else {
        tooLong = true;
      }
    }
    return understand(line.toByteArray());
  }

  private LogLine understand(byte[] bytes) {
    if (bytes.length == 0) {
      return new LogLine.Remark();
    }
    anything = true;
    LogLine known = tooLong ? null : known(bytes);
    understood |= known != null;
    return known == null ? new LogLine.Damaged(null) : known;
  }

  private @Nullable LogLine known(byte[] bytes) {
    if (RecordText.isHeader(bytes)) {
      return new LogLine.Remark();
    }
    LogLine entry = RecordText.parse(bytes);
    return entry == null ? SersyncScript.parse(bytes, now) : entry;
  }
}
