package org.jsersync.daemon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTimesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          30 2 * * *         | 2026-11-27T02:30 | 2026-11-28T02:30
          * * * * *          | 2026-11-27T02:30 | 2026-11-27T02:31
          */15 * * * *       | 2026-11-27T02:50 | 2026-11-27T03:00
          5/20 * * * *       | 2026-11-27T02:10 | 2026-11-27T02:25
          0 8-18/2 * * *     | 2026-11-27T18:00 | 2026-11-28T08:00
          0 0 1,15 * *       | 2026-11-27T02:30 | 2026-12-01T00:00
          0 0 * * sun        | 2026-11-27T02:30 | 2026-11-29T00:00
          0 0 * * 7          | 2026-11-27T02:30 | 2026-11-29T00:00
          0 0 * * Mon-Fri    | 2026-11-27T02:30 | 2026-11-30T00:00
          0 0 29 feb *       | 2026-11-27T02:30 | 2028-02-29T00:00
          0 0 1 * 3          | 2026-11-27T02:30 | 2026-12-01T00:00
          0 0 13 * fri       | 2026-11-27T02:30 | 2026-12-04T00:00
          0 0 */2 * fri      | 2026-11-27T02:30 | 2026-12-11T00:00
          59 23 31 12 *      | 2026-11-27T02:30 | 2026-12-31T23:59
          """)
  void theNextTime(String expression, String from, String next) {
    assertThat(after(expression, from)).isEqualTo(LocalDateTime.parse(next));
  }

  private static LocalDateTime after(String expression, String from) {
    Instant start = LocalDateTime.parse(from).atZone(BERLIN).toInstant();
    Instant next = CronTimes.parse(expression, BERLIN).next(start);
    return LocalDateTime.ofInstant(Objects.requireNonNull(next), BERLIN);
  }

  @Test
  void whatIsLeftOutWhenClocksGoForwardIsDueThen() {
    // 02:00 to 03:00 on 29 March does not exist.
    assertThat(times("30 2 * * *", "2026-03-28T12:00:00Z", 3))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z");
    assertThat(times("*/30 * * * *", "2026-03-29T00:15:00Z", 3))
        .containsExactly("2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z");
  }

  @Test
  void whatComesTwiceWhenClocksGoBackIsDueOnceUnlessItIsDueEveryHour() {
    // 02:00 to 03:00 on 25 October comes twice.
    assertThat(times("30 2 * * *", "2026-10-24T12:00:00Z", 3))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z", "2026-10-27T01:30:00Z");
    assertThat(times("*/30 * * * *", "2026-10-24T23:45:00Z", 6))
        .containsExactly(
            "2026-10-25T00:00:00Z",
            "2026-10-25T00:30:00Z",
            "2026-10-25T01:00:00Z",
            "2026-10-25T01:30:00Z",
            "2026-10-25T02:00:00Z",
            "2026-10-25T02:30:00Z");
  }

  @Test
  void aTimeIsAlwaysLaterAndNoneIsPassedOver() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<ZoneId> zones =
        List.of(
            BERLIN,
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("America/Sao_Paulo"),
            ZoneId.of("Pacific/Apia"));
    for (int i = 0; i < 300; i++) {
      String expression =
          random.nextInt(60)
              + " "
              + (random.nextBoolean() ? "*" : "" + random.nextInt(24))
              + " * * "
              + (random.nextBoolean() ? "*" : "" + random.nextInt(8));
      CronTimes times = CronTimes.parse(expression, zones.get(random.nextInt(zones.size())));
      Instant from = Instant.ofEpochSecond(1_200_000_000L + random.nextInt(600_000_000));
      Instant next = Objects.requireNonNull(times.next(from));
      assertThat(next).as("seed %d: %s after %s", seed, expression, from).isAfter(from);
      Instant between =
          from.plusSeconds(random.nextLong(next.getEpochSecond() - from.getEpochSecond()));
      assertThat(times.next(between))
          .as("seed %d: %s after %s", seed, expression, between)
          .isEqualTo(next);
    }
  }

  private static List<String> times(String expression, String from, int count) {
    CronTimes times = CronTimes.parse(expression, BERLIN);
    List<String> found = new ArrayList<>();
    Instant at = Instant.parse(from);
    for (int i = 0; i < count; i++) {
      at = Objects.requireNonNull(times.next(at));
      found.add(at.toString());
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          60 * * * *    | "60" is no minute from 0 to 59
          * 24 * * *    | "24" is no hour from 0 to 23
          * * 0 * *     | "0" is no day from 1 to 31
          * * * 13 *    | "13" is no month from 1 to 12
          * * * * 8     | "8" is no weekday from 0 to 7
          5-3 * * * *   | "5-3" is no minute
          */0 * * * *   | "*/0" is no minute
          1,,2 * * * *  | "" is no minute
          a * * * *     | "a" is no minute
          0 0 30 2 *    | such a day never comes
          0 0 * *       | five fields are needed
          """)
  void whatIsNoExpressionIsRefused(String expression, String message) {
    assertThatThrownBy(() -> CronTimes.parse(expression, BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
