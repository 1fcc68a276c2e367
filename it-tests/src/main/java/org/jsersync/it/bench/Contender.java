package org.jsersync.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.Parts;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.product.Product;

/** What mirrors a directory into the module {@code data}, live. */
enum Contender {
  JSERSYNC("jsersync") {
    @Override
    Command command(Path source, RsyncDaemon daemon, Path home) {
      return Product.jsersync(
              "mirror",
              "--password-file=" + daemon.passwordFile(),
              "--port=" + daemon.port(),
              source + "/",
              daemon.target("data"))
          .env("XDG_STATE_HOME", home.toString());
    }
  },
  LSYNCD_0("lsyncd-0") {
    @Override
    Command command(Path source, RsyncDaemon daemon, Path home) {
      return lsyncd(source, daemon, home, 0);
    }
  },
  LSYNCD_1("lsyncd-1") {
    @Override
    Command command(Path source, RsyncDaemon daemon, Path home) {
      return lsyncd(source, daemon, home, 1);
    }
  },
  INOTIFYWAIT("inotifywait") {
    @Override
    Command command(Path source, RsyncDaemon daemon, Path home) {
      // The loop of many a tutorial: one rsync per event.
      String script =
          """
          %s -a --port=%d --password-file=%s ./ %s
          stdbuf -oL inotifywait -m -r -q -e close_write,moved_to,create,delete --format '%%w%%f' . |
          while IFS= read -r name; do
            %1$s -aR --port=%2$d --password-file=%3$s "$name" %4$s
          done
          """
              .formatted(
                  RsyncVersion.V3_5_0.binary(),
                  daemon.port(),
                  daemon.passwordFile(),
                  daemon.target("data"));
      return Command.of("bash", "-c", script).in(source);
    }

    @Override
    int warmUpFiles(int rate) {
      return 10; // It would still be busy with more when measuring begins.
    }
  };

  private final String label;

  Contender(String label) {
    this.label = label;
  }

  /** The contenders with these names. */
  static List<Contender> named(List<String> names) {
    return List.of(values()).stream().filter(c -> names.contains(c.label)).toList();
  }

  /** How it is started; what it wants to write goes to its home. */
  abstract Command command(Path source, RsyncDaemon daemon, Path home);

  /** How many files it gets before anything is measured. */
  int warmUpFiles(int rate) {
    return rate * 2;
  }

  private static Command lsyncd(Path source, RsyncDaemon daemon, Path home, int delay) {
    String conf =
        """
        settings { nodaemon = true, logfile = "%1$s/log", statusFile = "%1$s/status" }
        sync {
          default.rsync, source = "%2$s", target = "%3$s", delay = %4$d,
          rsync = { archive = true, password_file = "%5$s", _extra = { "--port=%6$d" } }
        }
        """
            .formatted(
                home, source, daemon.target("data/"), delay, daemon.passwordFile(), daemon.port());
    try {
      Path file = Files.writeString(home.resolve("lsyncd.lua"), conf);
      return Command.of(Parts.program("lsyncd"), file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write lsyncd's configuration", e);
    }
  }

  @Override
  public String toString() {
    return label;
  }
}
