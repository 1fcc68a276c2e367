package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.parts.SshServer;
import org.jsersync.it.product.ConfXmlFile;
import org.jsersync.it.product.LiveMirror;
import org.junit.jupiter.api.Test;

/** A confxml with {@code <ssh start="true">}, live, through a real sshd. */
class SshMirrorTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void changesArriveAlsoAfterTheServerWasAway() throws IOException {
    Path source = Scratch.create("source");
    Path home = Scratch.create("home");
    Command.script(source, "mkdir -p d/sub; seq 100 | tee f d/f d/sub/g >/dev/null").succeed();
    try (SshServer server = SshServer.start()) {
      Files.createDirectory(server.there().resolve("data"));
      Files.writeString(server.there().resolve("data/stale"), "x");
      try (LiveMirror mirror =
          LiveMirror.ofConfiguration(source, conf(source, server).write(home))) {
        awaitMirrored(mirror, server);
        mirror.change("echo new > g; echo more >> f; rm -r d/sub; mv d/f moved; chmod 600 g");
        awaitMirrored(mirror, server);
        mirror.change("mkdir e; echo x > 'e/$(touch pwned) \"`q`\"'; : > -rf; mv d/ renamed");
        awaitMirrored(mirror, server);
        mirror.change("n=$(printf 'new\\nline \\377'); mkdir \"$n\"; echo x > \"$n/$n\"; ln g h");
        awaitMirrored(mirror, server);

        server.stop();
        mirror.change("echo while-away > w; rm f; seq 3000 >> moved");
        await("told").atMost(LIMIT).until(() -> mirror.output().contains("Connection refused"));
        assertThat(mirror.output()).contains("check that the host is up and takes logins");
        server.startAgain();
        awaitMirrored(mirror, server);
        mirror.change("rm -r e; echo after > a");
        awaitMirrored(mirror, server);

        assertThat(mirror.terminate()).isZero();
        assertThat(mirror.output()).contains("with ssh the port is that of sshd: ssh -p ");
      }
      await("no login is left")
          .atMost(LIMIT)
          .until(() -> Command.of("pgrep", "-f", server.there()).run().exit() == 1);
    } finally {
      Scratch.delete(home);
      Scratch.delete(source);
    }
  }

  private static void awaitMirrored(LiveMirror mirror, SshServer server) {
    mirror.awaitMirrored(server.there().resolve("data"));
  }

  /** sersync pasted the params in front of its own {@code -e ssh}. */
  private static ConfXmlFile conf(Path source, SshServer server) {
    return ConfXmlFile.watching(source)
        .remote("127.0.0.1", server.there().resolve("data").toString())
        .set("commonParams", "params", "-aHz -e '" + server.remoteShell() + "'")
        .port(server.port())
        .on("attrib")
        .on("modify")
        .on("ssh");
  }
}
