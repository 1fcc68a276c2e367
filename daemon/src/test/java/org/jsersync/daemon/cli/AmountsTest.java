package org.jsersync.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0|0 files", "1|1 file", "12345|12,345 files"})
  void files(long number, String text) {
    assertThat(Amounts.files(number)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0 bytes",
    "999,999 bytes",
    "1000,1.0 KB",
    "99949,99.9 KB",
    "99950,100 KB",
    "999499,999 KB",
    "999500,1.0 MB",
    "1100000000,1.1 GB",
    "9223372036854775807,9223 PB"
  })
  void bytes(long number, String text) {
    assertThat(Amounts.bytes(number)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.34S,0.3 s",
    "PT45.9S,45 s",
    "PT200S,3 min 20 s",
    "PT2H5M59S,2 h 5 min",
    "PT76H,3 d 4 h"
  })
  void time(Duration time, String text) {
    assertThat(Amounts.time(time)).isEqualTo(text);
  }
}
