package org.jsersync.it.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.LiveMirror;
import org.junit.jupiter.api.Test;

/** One tree, several remotes, configured as sersync's users do. */
class SeveralRemotesTest {
  private static final RsyncVersion VERSION = RsyncVersion.V3_5_0;

  /** The remote that is down has another address: all remotes of a confxml share one port. */
  private static final String OTHER_ADDRESS = "127.0.0.2";

  @Test
  void aRemoteThatIsDownDelaysNoOther() throws IOException {
    Path source = Scratch.create("source");
    Command.script(source, "mkdir d; seq 100 | tee f d/f >/dev/null").succeed();
    int port = RsyncDaemon.freePort();
    try (RsyncDaemon up = RsyncDaemon.start(VERSION, on("127.0.0.1", port))) {
      Path confxml =
          Files.writeString(
              source.resolveSibling(source.getFileName() + ".xml"), confxml(source, up));
      try (LiveMirror mirror = LiveMirror.ofConfiguration(source, confxml)) {
        mirror.awaitMirrored(up, "data");
        mirror.awaitMirrored(up, "backup");
        mirror.change("echo x > one; rm d/f; mv f renamed");
        mirror.awaitMirrored(up, "data");
        mirror.awaitMirrored(up, "backup");
        try (RsyncDaemon down = RsyncDaemon.start(VERSION, on(OTHER_ADDRESS, port))) {
          mirror.awaitMirrored(down, "data");
        }
      } finally {
        Files.delete(confxml);
      }
    } finally {
      Scratch.delete(source);
    }
  }

  private static RsyncdConf on(String address, int port) {
    return RsyncdConf.mainUseCase().listen(address, port);
  }

  private static String confxml(Path source, RsyncDaemon daemon) {
    return """
    <?xml version="1.0" encoding="ISO-8859-1"?>
    <head version="2.5">
      <host hostip="localhost" port="8008"></host>
      <debug start="false"/>
      <fileSystem xfs="false"/>
      <filter start="false"></filter>
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
          <remote ip="%s" name="data"/>
          <remote ip="127.0.0.1" name="data"/>
          <remote ip="127.0.0.1" name="backup"/>
        </localpath>
        <rsync>
          <commonParams params="-aHz"/>
          <auth start="true" users="%s" passwordfile="%s"/>
          <userDefinedPort start="true" port="%d"/>
          <timeout start="true" time="100"/>
          <ssh start="false"/>
        </rsync>
        <failLog path="%s.log" timeToExecute="60"/>
        <crontab start="false" schedule="600"><crontabfilter start="false"></crontabfilter></crontab>
        <plugin start="false" name="command"/>
      </sersync>
    </head>
    """
        .formatted(
            source, OTHER_ADDRESS, RsyncdConf.USER, daemon.passwordFile(), daemon.port(), source);
  }
}
