package org.jsersync.it.live;

import java.nio.file.Path;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.ConfXmlFile;
import org.jsersync.it.product.LiveMirror;
import org.junit.jupiter.api.Test;

/** One tree, several remotes, configured as sersync's users do. */
class SeveralRemotesTest {
  private static final RsyncVersion VERSION = RsyncVersion.V3_5_0;

  /** The remote that is down has another address: all remotes of a confxml share one port. */
  private static final String OTHER_ADDRESS = "127.0.0.2";

  @Test
  void aRemoteThatIsDownDelaysNoOther() {
    Path source = Scratch.create("source");
    Path home = Scratch.create("conf");
    Command.script(source, "mkdir d; seq 100 | tee f d/f >/dev/null").succeed();
    int port = RsyncDaemon.freePort();
    try (RsyncDaemon up = RsyncDaemon.start(VERSION, on("127.0.0.1", port))) {
      ConfXmlFile conf = ConfXmlFile.watching(source).auth(up).remote(OTHER_ADDRESS, "data");
      conf.remote("127.0.0.1", "data").remote("127.0.0.1", "backup");
      conf.on("createFile").on("attrib").on("modify").set("commonParams", "params", "-aHz");
      Path confxml = conf.write(home);
      try (LiveMirror mirror = LiveMirror.ofConfiguration(source, confxml)) {
        mirror.awaitMirrored(up, "data");
        mirror.awaitMirrored(up, "backup");
        mirror.change("echo x > one; rm d/f; mv f renamed");
        mirror.awaitMirrored(up, "data");
        mirror.awaitMirrored(up, "backup");
        try (RsyncDaemon down = RsyncDaemon.start(VERSION, on(OTHER_ADDRESS, port))) {
          mirror.awaitMirrored(down, "data");
        }
      }
    } finally {
      Scratch.delete(source);
      Scratch.delete(home);
    }
  }

  private static RsyncdConf on(String address, int port) {
    return RsyncdConf.mainUseCase().listen(address, port);
  }
}
