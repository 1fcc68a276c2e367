package org.jsersync.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long SECOND = 1_000_000_000;

  private long now = 5 * SECOND;

  @Test
  void eachPieceWaitsForTheOnesBefore() {
    RateLimit limit = new RateLimit(1000, () -> now);
    assertThat(limit.delay(500)).isZero();
    assertThat(limit.delay(1000)).isEqualTo(SECOND / 2);
    now += SECOND / 2;
    assertThat(limit.delay(1)).isEqualTo(SECOND);
  }

  @Test
  void idleTimeIsNotSaved() {
    RateLimit limit = new RateLimit(1000, () -> now);
    now += 100 * SECOND;
    assertThat(limit.delay(1000)).isZero();
    assertThat(limit.delay(1)).isEqualTo(SECOND);
  }

  @Test
  void noLimit() {
    RateLimit limit = new RateLimit(0, () -> now);
    assertThat(limit.delay(Integer.MAX_VALUE)).isZero();
    assertThat(limit.delay(1)).isZero();
  }
}
