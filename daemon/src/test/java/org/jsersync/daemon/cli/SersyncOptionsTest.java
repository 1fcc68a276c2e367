package org.jsersync.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 06-sersync, section 1. */
class SersyncOptionsTest {
  private static SersyncOptions parse(String line) throws SersyncOptions.Malformed {
    return SersyncOptions.parse(line.isEmpty() ? new String[0] : line.split(" "));
  }

  @Test
  void withoutOptionsTheDefaultsHold() throws Exception {
    assertThat(parse(""))
        .isEqualTo(new SersyncOptions(false, false, false, 10, "confxml.xml", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-dro f",
        "-rdo f",
        "-d -r -o f",
        "-o f -dr",
        "-drof",
        "x -d y -r -of z",
        "-dro a -of"
      })
  void lettersMayBeBundledInAnyOrder(String line) throws Exception {
    assertThat(parse(line)).isEqualTo(new SersyncOptions(false, true, true, 10, "f", null));
  }

  @Test
  void aModuleMayFollow() throws Exception {
    assertThat(parse("-do file -m command").module()).isEqualTo("command");
    assertThat(parse("-r -- -d").daemon()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"8,8", "abc,10", "0,10", "1x,1", "5000,5000", "-0,10", "99999999999,9999999"})
  void workersAreReadAsByAtoi(String value, int workers) throws Exception {
    assertThat(parse("-n " + value).workers()).isEqualTo(workers);
  }

  @Test
  void lessThanOneWorkerIsRefused() {
    assertThatThrownBy(() -> parse("-n -3")).hasMessage("-n -3: at least 1 worker is needed");
  }

  @Test
  void helpActsWhereItStands() throws Exception {
    assertThat(parse("-hx").help()).isTrue();
    assertThatThrownBy(() -> parse("-xh")).hasMessage("invalid option -- 'x'");
  }

  @ParameterizedTest
  @CsvSource({
    "-x,x,invalid option -- 'x'",
    "--help,-,invalid option -- '-'",
    "-ro,o,option requires an argument -- 'o'",
    "-n,n,option requires an argument -- 'n'"
  })
  void theWrongLetterIsNamed(String line, char option, String message) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOfSatisfying(
            SersyncOptions.Malformed.class, e -> assertThat(e.option()).isEqualTo(option))
        .hasMessage(message);
  }
}
