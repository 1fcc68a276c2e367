package org.jsersync.daemon.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/** Reads {@code <failLog>} (06-sersync, section 3.2). */
final class ConfXmlFailLog {
  private static final String DEFAULT_PATH = "/tmp/rsync_fail_log.sh";
  private static final String DEFAULT_MINUTES = "60";

  /** What 0, less than a minute, and what is no number come to. */
  private static final int LEAST_MINUTES = 1;

  private final ConfXmlValues values;
  private final BytePath workingDirectory;

  /**
   * A reader.
   *
   * @param workingDirectory absolute; a relative path begins there
   */
  ConfXmlFailLog(ConfXmlValues values, BytePath workingDirectory) {
    this.values = values;
    this.workingDirectory = workingDirectory;
  }

  FailLogConfig read() throws ConfigException {
    FailLogConfig failLog = new FailLogConfig(path(), Duration.ofMinutes(minutes()));
    XmlElement element = values.element(KnownElement.FAIL_LOG);
    if (element == null) {
      values.entries().set(null, "no <failLog>, which means " + failLog.path());
    }
    values.entries().names(element == null ? null : element.at(), new Subject.FailLog(failLog));
    return failLog;
  }

  private Path path() throws ConfigException {
    String text = values.text(KnownElement.FAIL_LOG, "path", DEFAULT_PATH).strip();
    if (text.isEmpty()) {
      values.note(place("path"), "path is empty: the fail log is " + DEFAULT_PATH);
      text = DEFAULT_PATH;
    }
    byte[] bytes = ByteText.encode(text);
    String name = utf8(bytes);
    if (!Arrays.equals(name.getBytes(StandardCharsets.UTF_8), bytes)) {
      throw values.error(place("path"), "path=\"" + text + "\" is no UTF-8");
    }
    try {
      return Path.of(utf8(workingDirectory.toBytes())).resolve(name);
    } catch (InvalidPathException e) {
      throw values.error(place("path"), "path=\"" + text + "\": " + e.getReason());
    }
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private int minutes() {
    String text = values.text(KnownElement.FAIL_LOG, "timetoexecute", DEFAULT_MINUTES).strip();
    if (text.matches("0*[1-9][0-9]{0,6}")) {
      return Integer.parseInt(text);
    }
    values.note(
        place("timetoexecute"),
        "timeToExecute=\"" + text + "\" is no number of minutes from 1 on: 1 is taken");
    return LEAST_MINUTES;
  }

  private @Nullable Position place(String attribute) {
    XmlElement element = values.element(KnownElement.FAIL_LOG);
    XmlElement.Attribute found = element == null ? null : element.attribute(attribute);
    return found == null ? null : found.at();
  }
}
