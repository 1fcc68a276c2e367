package org.jsersync.daemon.cli.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsersync.daemon.config.CommonParams;
import org.jsersync.protocol.AddressFamily;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
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
  void accessControlListsAndExtendedAttributes() throws RsyncException {
    PushOptions options = parse("-artuzAX").options();
    assertThat(options.has(PushFlag.ACLS)).isTrue();
    assertThat(options.count(PushFlag.XATTRS)).isOne();
    assertThat(parse("-rAXX").options().count(PushFlag.XATTRS)).isEqualTo(2);
    assertThat(parse("-rA").options().has(PushFlag.PERMS)).isTrue();
    options = parse("-rAXX --no-acls --no-xattrs").options();
    assertThat(options.has(PushFlag.ACLS)).isFalse();
    assertThat(options.has(PushFlag.XATTRS)).isFalse();
    assertThat(options.has(PushFlag.PERMS)).isTrue();
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
  void whatIsForAPushCounts() throws RsyncException {
    assertThat(parse("-a --safe-links --open-noatime -x").options().flags().keySet())
        .contains(PushFlag.SAFE_LINKS, PushFlag.OPEN_NOATIME, PushFlag.ONE_FILE_SYSTEM);
    assertThat(parse("-a -4").options().addressFamily()).isEqualTo(AddressFamily.IPV4);
    assertThat(parse("-a -4 --ipv6").options().addressFamily()).isEqualTo(AddressFamily.IPV6);
    assertThat(parse("-a -6 -4").options().addressFamily()).isEqualTo(AddressFamily.IPV4);
    assertThat(parse("-a --max-alloc=2g").options().maxAlloc()).isEqualTo("2g");
    assertThat(parse("-a --max-alloc=1024m").options().maxAlloc()).isNull();
  }

  @Test
  void whatHasNoEffectInAPushIsTaken() throws RsyncException {
    assertThat(parse("-a --skip-compress=gz/mp[34] --compress-threads=4 --trust-sender").options())
        .isEqualTo(parse("-a").options());
  }

  @Test
  void whatShapesRsyncsOutputHasNoMeaning() throws RsyncException {
    assertThat(parse("-avvi -q --stats --progress --info=all2 --out-format=%n").options())
        .isEqualTo(parse("-a").options());
    assertThat(parse("-aP").options()).isEqualTo(parse("-a --partial").options());
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
        "-a -xx | -xx makes no sense in a mirror",
        "-a --max-alloc=1k | --max-alloc=1k is too small (min: 1.00M)",
        "-a --help | --help and --version have no place here"
      })
  void whatCannotBeIsRefusedByName(String line, String message) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(RsyncException.class)
        .hasMessageStartingWith(message);
  }

  /** In a mirror, or in a client of daemons. */
  private static final String SENSELESS =
      "--config --copy-as --daemon --detach --dparam --dry-run --help --list-only"
          + " --no-detach --only-write-batch --qsort --read-batch --remove-sent-files"
          + " --remove-source-files --rsync-path --sender --server --version --write-batch";

  private static final String TO_COME =
      "--append --append-verify --atimes --confine-root"
          + " --copy-devices --copy-dirlinks --copy-links --copy-unsafe-links --crtimes"
          + " --cvs-exclude --delete-missing-args --drop-D --early-input --fake-super --files-from"
          + " --iconv --ignore-missing-args --insecure-links --log-file"
          + " --log-file-format --munge-links --old-dirs"
          + " --prune-empty-dirs --sockopts"
          + " --stop-after --stop-at --write-devices -F";

  /** A value that each option takes; the others take "5". */
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("--filter", "-_x"),
          Map.entry("--compress-choice", "zstd"),
          Map.entry("--checksum-choice", "md5"),
          Map.entry("--chmod", "D755,F644"),
          Map.entry("--chown", "a:b"),
          Map.entry("--usermap", "a:b"),
          Map.entry("--groupmap", "a:b"),
          Map.entry("--remote-option", "--fake-super"),
          Map.entry("--protocol", "31"),
          Map.entry("--exclude-from", "/dev/null"),
          Map.entry("--include-from", "/dev/null"),
          Map.entry("--max-alloc", "2g"),
          Map.entry("--bwlimit", "1m"));

  /** What a push to a daemon can mean is taken, all else is refused by its name. */
  @Test
  void everyOptionOfRsyncIsTakenOrRefusedByName() {
    Set<String> refused = new TreeSet<>();
    for (OptionSpec option : OptionTable.mirror().specs()) {
      String name = option.properName();
      String word = name.startsWith("--") ? "=" : "";
      String value = option.takesValue() ? word + VALUES.getOrDefault(name, "5") : "";
      try {
        parse("-r " + name + value);
      } catch (RsyncException e) {
        assertThat(e).hasMessageContaining(name);
        refused.add(name);
      }
    }
    assertThat(String.join(" ", refused)).isEqualTo(sorted(SENSELESS + " " + TO_COME));
  }

  private static String sorted(String words) {
    return String.join(" ", new TreeSet<>(List.of(words.split(" ", -1))));
  }
}
