package org.jsersync.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Where the password comes from if a daemon asks for one (01-session, section 2.5). Nothing is
 * opened before that. No {@code toString} shows a password.
 */
public sealed interface PasswordSource permits PasswordFile, PasswordSource.Given {
  /** Longest password line that rsync reads, bytes. */
  int MAX_BYTES = 511;

  /**
   * The password's bytes as they are hashed; the caller wipes them after use.
   *
   * @throws RsyncException of kind USAGE, naming the place and the remedy
   */
  byte[] read() throws RsyncException;

  /** The first line that is not empty in a file only its owner (and group) can read. */
  static PasswordSource file(Path file) {
    return new PasswordFile(file);
  }

  /** The first line of a stream, commonly standard input ({@code --password-file=-}). */
  static PasswordSource stream(InputStream in) {
    return new Given(
        "standard input",
        () -> {
          byte[] content = firstLine(in);
          try {
            return PasswordFile.firstLine(content, "standard input");
          } finally {
            Arrays.fill(content, (byte) 0);
          }
        });
  }

  /**
   * The variable RSYNC_PASSWORD, which may be empty but must be there.
   *
   * @param environment commonly {@code System.getenv()}
   */
  static PasswordSource environment(Map<String, String> environment) {
    return new Given(
        "RSYNC_PASSWORD",
        () -> {
          String value = environment.get("RSYNC_PASSWORD");
          if (value == null) {
            throw PasswordFile.refuse(
                "the daemon asks for a password: give --password-file=FILE or set RSYNC_PASSWORD");
          }
          return value.getBytes(StandardCharsets.UTF_8);
        });
  }

  /** These bytes; a copy is kept. */
  static PasswordSource bytes(byte[] password) {
    byte[] kept = password.clone();
    return new Given("bytes", kept::clone);
  }

  private static byte[] firstLine(InputStream in) throws RsyncException {
    byte[] line = new byte[MAX_BYTES];
    int n = 0;
    try {
      // Byte by byte: what follows the line belongs to somebody else.
      for (int b = in.read(); b >= 0 && n < line.length; b = in.read()) {
        line[n++] = (byte) b;
        if (b == '\n') {
          break;
        }
      }
      return Arrays.copyOf(line, n);
    } catch (IOException e) {
      throw PasswordFile.refuse("cannot read a password from standard input: " + e.getMessage());
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  /**
   * A password that is not in a file.
   *
   * @param from shown in place of the password
   * @param reader fetches it
   */
  record Given(String from, Reader reader) implements PasswordSource {
    @Override
    public byte[] read() throws RsyncException {
      return reader.read();
    }

    @Override
    public String toString() {
      return "password from " + from;
    }
  }

  /** Fetches a password. */
  @FunctionalInterface
  interface Reader {
    byte[] read() throws RsyncException;
  }
}
