package org.jsersync.it.live;

import org.jsersync.it.parts.Parts;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.SshServer;
import org.jsersync.it.product.LiveMirror;
import org.jsersync.it.tree.TreeState;
import org.junit.jupiter.api.Nested;

/** Every {@link Scenario}, live, against each version of rsync, and through a login. */
class LiveScenariosTest {
  @Nested
  class WithRsync350 extends LiveScenarios {
    WithRsync350() {
      super(daemon(RsyncVersion.V3_5_0), LiveMirror::start, LiveScenariosTest::inModule);
    }
  }

  @Nested
  class WithRsync327 extends LiveScenarios {
    WithRsync327() {
      super(daemon(RsyncVersion.V3_2_7), LiveMirror::start, LiveScenariosTest::inModule);
    }
  }

  @Nested
  class WithSsh extends LiveScenarios {
    WithSsh() {
      super(
          SshServer.start(),
          LiveMirror::start,
          (ssh, name) -> TreeState.of(ssh.there().resolve(name)));
    }
  }

  private static RsyncDaemon daemon(RsyncVersion version) {
    Parts.needRoot();
    return RsyncDaemon.start(version);
  }

  private static TreeState inModule(RsyncDaemon daemon, String name) {
    return daemon.tree("data/" + name);
  }
}
