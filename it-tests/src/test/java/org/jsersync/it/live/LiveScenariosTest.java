package org.jsersync.it.live;

import org.jsersync.it.parts.RsyncVersion;
import org.junit.jupiter.api.Nested;

/** Every {@link Scenario}, live, against each version of rsync. */
class LiveScenariosTest {
  @Nested
  class WithRsync350 extends LiveScenarios {
    WithRsync350() {
      super(RsyncVersion.V3_5_0);
    }
  }

  @Nested
  class WithRsync327 extends LiveScenarios {
    WithRsync327() {
      super(RsyncVersion.V3_2_7);
    }
  }
}
