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
import org.jsersync.it.product.LiveMirror;
import org.junit.jupiter.api.Test;

/** A confxml with {@code <ssh start="true">}, live, through a real sshd. */
class SshMirrorTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void changesArriveAlsoAfterTheServerWasAway() throws IOException {
    Path source = Scratch.create("source");
    Path confxml = source.resolveSibling(source.getFileName() + ".xml");
    Command.script(source, "mkdir -p d/sub; seq 100 | tee f d/f d/sub/g >/dev/null").succeed();
    try (SshServer server = SshServer.start()) {
      Files.writeString(confxml, confxml(source, server));
      Files.createDirectory(server.there().resolve("data"));
      Files.writeString(server.there().resolve("data/stale"), "x");
      try (LiveMirror mirror = LiveMirror.ofConfiguration(source, confxml)) {
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
      Files.deleteIfExists(confxml);
      Scratch.delete(source);
    }
  }

  private static void awaitMirrored(LiveMirror mirror, SshServer server) {
    mirror.awaitMirrored(server.there().resolve("data"));
  }

  /** As people write it; sersync pasted the params in front of its own {@code -e ssh}. */
  private static String confxml(Path source, SshServer server) {
    return """
    <?xml version="1.0" encoding="ISO-8859-1"?>
    <head version="2.5">
      <inotify>
        <delete start="true"/>
        <createFolder start="true"/>
        <createFile start="true"/>
        <closeWrite start="true"/>
        <moveFrom start="true"/>
        <moveTo start="true"/>
        <attrib start="true"/>
        <modify start="true"/>
      </inotify>
      <sersync>
        <localpath watch="%s">
          <remote ip="127.0.0.1" name="%s/data"/>
        </localpath>
        <rsync>
          <commonParams params="-aHz -e '%s'"/>
          <auth start="false" users="rsync_backup" passwordfile="/none"/>
          <userDefinedPort start="true" port="%d"/>
          <timeout start="true" time="100"/>
          <ssh start="true"/>
        </rsync>
        <crontab start="false" schedule="600"/>
        <plugin start="false" name="command"/>
      </sersync>
    </head>
    """
        .formatted(source, server.there(), server.remoteShell(), server.port());
  }
}
