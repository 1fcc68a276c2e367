package org.jsersync.daemon.cli.rsync;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output and standard error, line by line, in the order in which lines were printed. */
final class Output {
  private final PrintStream out;
  private final PrintStream err;

  Output(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  void print(String line) {
    print(line.getBytes(StandardCharsets.UTF_8));
  }

  void print(byte[] line) {
    out.write(line, 0, line.length);
    out.write('\n');
  }

  /** A line on standard error; what was printed before stands before it. */
  void error(String line) {
    out.flush();
    err.println(line);
    err.flush();
  }

  void flush() {
    out.flush();
  }
}
