package org.jsersync.daemon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RingsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;

  private Instant wall = Instant.parse("2026-11-27T02:00:00Z");
  private long nanos = 77;

  private Rings rings(Timetable times) {
    return new Rings(times, () -> wall, () -> nanos);
  }

  private void pass(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }

  @Test
  void minutesBeginToCountAtTheStart() {
    Rings rings = rings(new Timetable.Every(Duration.ofMinutes(10)));
    assertThat(rings.ask()).isEqualTo(10 * MINUTE);
    pass(Duration.ofMinutes(10));
    assertThat(rings.ask()).isZero();
    assertThat(rings.ask()).isEqualTo(10 * MINUTE);
  }

  @Test
  void minutesDoNotDriftAndAreNotMadeUpFor() {
    Rings rings = rings(new Timetable.Every(Duration.ofMinutes(10)));
    pass(Duration.ofMinutes(12));
    assertThat(rings.ask()).isZero();
    assertThat(rings.ask()).isEqualTo(8 * MINUTE);
    pass(Duration.ofMinutes(35));
    assertThat(rings.ask()).isZero();
    assertThat(rings.ask()).isEqualTo(3 * MINUTE);
  }

  @Test
  void theWallClockDoesNotMoveMinutes() {
    Rings rings = rings(new Timetable.Every(Duration.ofMinutes(10)));
    wall = wall.minus(Duration.ofHours(5));
    assertThat(rings.ask()).isEqualTo(10 * MINUTE);
  }

  @Test
  void cronFollowsTheWallClockWhateverHappensToIt() {
    Rings rings = rings(CronTimes.parse("30 2 * * *", ZoneOffset.UTC));
    assertThat(rings.ask()).as("looks at the clock again").isEqualTo(MINUTE);
    pass(Duration.ofSeconds(29 * 60 + 30));
    assertThat(rings.ask()).isEqualTo(30 * SECOND);
    wall = Instant.parse("2026-11-27T05:00:00Z");
    assertThat(rings.ask()).as("set forward over it").isZero();
    wall = Instant.parse("2026-11-27T02:29:59Z");
    assertThat(rings.ask()).as("set back: not twice").isEqualTo(MINUTE);
    wall = Instant.parse("2026-11-28T02:30:00Z");
    assertThat(rings.ask()).isZero();
    assertThat(rings.ask()).isEqualTo(MINUTE);
  }
}
