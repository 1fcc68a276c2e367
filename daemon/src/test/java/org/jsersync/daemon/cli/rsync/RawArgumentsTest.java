package org.jsersync.daemon.cli.rsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawArgumentsTest {
  @TempDir Path directory;

  @Test
  void theLastWordsOfTheCommandLineKeepTheirBytes() throws IOException {
    Path line = line("java\0-cp\0x\0Main\0-a\0na\u00ffme\0");
    assertThat(RawArguments.of(new String[] {"-a", "na\ufffdme"}, line))
        .containsExactly(latin1("-a"), latin1("na\u00ffme"));
  }

  @Test
  void emptyWordsCount() throws IOException {
    Path line = line("java\0Main\0\0b\0");
    assertThat(RawArguments.of(new String[] {"", "b"}, line))
        .containsExactly(latin1(""), latin1("b"));
  }

  @Test
  void aCommandLineOfSomebodyElseIsNotTaken() throws IOException {
    Path line = line("java\0Main\0-x\0");
    assertThat(RawArguments.of(new String[] {"-a"}, line)).containsExactly(latin1("-a"));
  }

  @Test
  void whereTheKernelDoesNotTellTextBecomesUtf8() {
    Path missing = directory.resolve("missing");
    assertThat(RawArguments.of(new String[] {"\u00e4"}, missing))
        .containsExactly("\u00e4".getBytes(StandardCharsets.UTF_8));
  }

  private Path line(String text) throws IOException {
    return Files.write(directory.resolve("cmdline"), latin1(text));
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
