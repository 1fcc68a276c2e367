package org.jsersync.daemon.cli.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jsersync.daemon.config.CommonParams;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.RsyncException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirrorOptionsTest {
  private static CommonParams.Given parse(String line) throws RsyncException {
    return new MirrorOptions(Map.of())
        .parse(
            Arrays.stream(line.split(" "))
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList());
  }

  @Test
  void sersyncsDefault() throws RsyncException {
    CommonParams.Given given = parse("-artuz");
    assertThat(given.options().flags().keySet())
        .containsExactlyInAnyOrder(
            PushFlag.RECURSIVE,
            PushFlag.LINKS,
            PushFlag.PERMS,
            PushFlag.TIMES,
            PushFlag.OWNER,
            PushFlag.GROUP,
            PushFlag.DEVICES,
            PushFlag.SPECIALS,
            PushFlag.UPDATE);
    assertThat(given.options().compression()).isNotEqualTo(Compression.NONE);
    assertThat(given.port()).isZero();
    assertThat(given.passwordFile()).isNull();
  }

  @Test
  void connectionOptionsCount() throws RsyncException {
    CommonParams.Given given =
        parse("-a --port=8730 --password-file=/etc/p --timeout=7 --bwlimit=1m");
    assertThat(given.port()).isEqualTo(8730);
    assertThat(given.passwordFile()).isEqualTo("/etc/p");
    assertThat(given.options().timeoutSeconds()).isEqualTo(7);
    assertThat(given.options().bandwidthLimitKib()).isEqualTo(1024);
  }

  @Test
  void whatShapesRsyncsOutputHasNoMeaning() throws RsyncException {
    assertThat(parse("-avvi -q --stats").options()).isEqualTo(parse("-a").options());
  }

  @Test
  void filterRulesKeepTheirOrder(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("rules"), "*.o\n# no rule\n*.a\n");
    assertThat(parse("-a --include=*.c --exclude-from=" + file + " -f P_x").options().filter())
        .hasToString("[+ *.c, - *.o, - *.a, -r x]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-an | --dry-run makes no sense in a mirror",
        "-a --remove-source-files | --remove-source-files ",
        "-a /data | \"/data\" is no option",
        "-a --nosuch | --nosuch: unknown option",
        "-a --rsync-path=x | --rsync-path goes with --rsh",
        "-a --filter=nonsense | Unknown filter rule",
        "-a --exclude-from=/none | rsync: [client] failed to open exclude file /none",
        "-a -F | -F is not supported yet",
        "-a --help | --help and --version have no place here"
      })
  void whatCannotBeIsRefusedByName(String line, String message) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(RsyncException.class)
        .hasMessageStartingWith(message);
  }
}
