package org.jsersync.it.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.product.LiveMirror;

/** A mirror that deletes, with options of rsync's. */
final class MirrorOptions {
  private MirrorOptions() {}

  /**
   * Starts it, to the module data.
   *
   * @param home where its configuration is written
   * @param options words without a quote in them
   */
  static LiveMirror start(Path home, Path source, RsyncDaemon daemon, String options) {
    String yaml =
        """
        trees:
        - path: %s
          delete: true
          rsync: %s
          port: %d
          password-file: %s
          remotes: "%s"
        """
            .formatted(
                source, options, daemon.port(), daemon.passwordFile(), daemon.target("data"));
    try {
      return LiveMirror.ofConfiguration(source, Files.writeString(home.resolve("m.yaml"), yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
