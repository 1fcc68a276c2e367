package org.jsersync.daemon.cli.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.DeleteMode;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 04-options, sections 1.1, 1.3 and 1.5; messages compared with rsync 3.5.0. */
class CommandLineTest {

  @Test
  void optionsAndArgumentsMayBeMixed() throws RsyncException {
    assertThat(arguments("SRC", "-r", "DST", "--", "-v")).containsExactly("SRC", "DST", "-v");
    assertThat(arguments("-", "-r")).containsExactly("-");
  }

  @Test
  void lettersComeInBundlesWithValuesAttachedOrInTheNextWord() throws RsyncException {
    assertThat(options("-rB2048").blockSize()).isEqualTo(2048);
    assertThat(options("-B=2048").blockSize()).isEqualTo(2048);
    assertThat(options("-rB", "2048").blockSize()).isEqualTo(2048);
    assertThat(options("-arT/tmp").tempDir()).isEqualTo(BytePath.of("/tmp"));
    assertThat(options("--block-size", "4k").blockSize()).isEqualTo(4096);
    assertThat(options("--block-size=4k").blockSize()).isEqualTo(4096);
  }

  @Test
  void aValueMayLookLikeAnOption() throws RsyncException {
    assertThat(options("-M", "--bar", "-@", "-1").remoteOptions()).containsExactly("--bar");
    assertThat(options("-M", "--bar", "-@", "-1").modifyWindow()).isEqualTo(-1);
    assertThat(invocation("-f", "- x").filters()).hasSize(1);
  }

  @Test
  void theLastOneWins() throws RsyncException {
    assertThat(options("--no-r", "-a").has(PushFlag.RECURSIVE)).isTrue();
    assertThat(options("-a", "--no-r").has(PushFlag.RECURSIVE)).isFalse();
    assertThat(options("-vvv", "--no-v", "-v").count(PushFlag.VERBOSE)).isEqualTo(1);
    assertThat(options("-a", "--no-D", "--specials").has(PushFlag.DEVICES)).isFalse();
    assertThat(options("-rz", "--no-z").compression()).isEqualTo(Compression.NONE);
    assertThat(options("-r", "--delete-during", "--delete-delay").delete())
        .isEqualTo(DeleteMode.DELAY);
  }

  @ParameterizedTest
  @CsvSource({"30,30", "0x10,16", "010,8", "' 7',7", "+5,5", "'',0", "0,0", "-5,0"})
  void integersAreWrittenAsInC(String text, int seconds) throws RsyncException {
    assertThat(options("--timeout=" + text).timeoutSeconds()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource({
    "1k,1024",
    "1kb,1000",
    "1KiB,1024",
    "1.5k,1536",
    ".5k,512",
    "1.9,1",
    "2.9999k,3071",
    "1k+1,1025",
    "1kb+1,1001",
    "1-1,0",
    "007,7",
    "k,0",
    "b,0",
    "., 0",
    "8191p,9222246136947933184"
  })
  void sizesHaveUnits(String text, long bytes) throws RsyncException {
    assertThat(options("--max-size=" + text).maxSize()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1ki", "1k+2", "1k+", "+1", "1e3", "0x10", "1 k", "1z", "1,5k"})
  void otherSizesAreInvalid(String text) {
    refuses(Kind.USAGE, "--max-size=" + text + " is invalid", "--max-size=" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0-1", "8192p"})
  void sizesMayBeTooLarge(String text) {
    refuses(Kind.USAGE, "--max-size=" + text + " is too large", "--max-size=" + text);
  }

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "512b,1",
    "1.5,2",
    "1mb,977",
    "1.5m,1536",
    "1535b,1",
    "1536b,2",
    "0,0",
    "100k,100"
  })
  void bandwidthIsRoundedToKib(String text, int kib) throws RsyncException {
    assertThat(options("--bwlimit=" + text).bandwidthLimitKib()).isEqualTo(kib);
  }

  @Test
  void complaintsNameTheWordAsTyped() {
    refuses(Kind.USAGE, "--nosuch: unknown option", "--nosuch");
    refuses(Kind.USAGE, "--nosuch=5: unknown option", "--nosuch=5");
    refuses(Kind.USAGE, "--archi: unknown option", "--archi");
    refuses(Kind.USAGE, "--no-archive: unknown option", "--no-archive");
    refuses(Kind.USAGE, "--a: unknown option", "--a");
    refuses(Kind.USAGE, "--=x: unknown option", "--=x");
    refuses(Kind.USAGE, "-aQ: unknown option", "-aQ");
    refuses(Kind.USAGE, "--archive=1: option does not take an argument", "--archive=1");
    refuses(Kind.USAGE, "-rn=: option does not take an argument", "-rn=");
    refuses(Kind.USAGE, "--timeout: missing argument", "--timeout");
    refuses(Kind.USAGE, "--timeout=5k: invalid numeric value", "--timeout=5k");
    refuses(Kind.USAGE, "s/: invalid numeric value", "--timeout", "s/");
    refuses(Kind.USAGE, "-@5x: invalid numeric value", "-@5x");
    refuses(
        Kind.USAGE, "--timeout=2147483648: number too large or too small", "--timeout=2147483648");
  }

  @Test
  void contradictionsAreUsageErrors() {
    refuses(
        Kind.USAGE,
        "--delete does not work without --recursive (-r) or --dirs (-d).",
        "--delete-excluded");
    refuses(
        Kind.USAGE,
        "You may not combine multiple --delete-WHEN options.",
        "-r",
        "--delete-after",
        "--delete-before");
    refuses(
        Kind.USAGE, "--inplace cannot be used with --partial-dir", "--inplace", "--partial-dir=x");
    refuses(
        Kind.USAGE,
        "--inplace cannot be used with --delay-updates",
        "--inplace",
        "--delay-updates");
    refuses(Kind.USAGE, "--suffix cannot contain slashes: a/b", "--suffix=a/b");
    refuses(Kind.USAGE, "--suffix cannot be empty without a --backup-dir", "--suffix=");
    refuses(Kind.USAGE, "--secluded-args conflicts with --old-args.", "-s", "--old-args");
    refuses(
        Kind.USAGE,
        "ERROR: the --copy-dest option conflicts with the --link-dest option",
        "--link-dest=a",
        "--copy-dest=b");
    refuses(Kind.USAGE, "--chown conflicts with prior --usermap.", "--usermap=a:b", "--chown=c:d");
    refuses(Kind.USAGE, "You can only specify --usermap once.", "--usermap=a:b", "--usermap=a:b");
    refuses(Kind.USAGE, "Invalid argument passed to --chmod (zz)", "--chmod=zz");
    refuses(Kind.USAGE, "Remote option must start with a dash: foo", "-M", "foo");
    refuses(Kind.USAGE, "--block-size=200k is too large (max: 128.00K)", "-B", "200k");
    refuses(Kind.USAGE, "--bwlimit=1b is too small (min: 512 or 0 for unlimited)", "--bwlimit=1b");
    refuses(Kind.UNSUPPORTED, "unknown compress name: foo", "--zc=foo");
    refuses(Kind.UNSUPPORTED, "unknown checksum name: foo", "--cc=foo");
    refuses(Kind.PROTOCOL, "--protocol=19: no such protocol", "--protocol=19");
  }

  @Test
  void whatIsNotThereIsRefusedByNameUnlessTakenBack() throws RsyncException {
    refuses(Kind.UNSUPPORTED, "--atimes is not supported yet", "-aU");
    refuses(Kind.UNSUPPORTED, "--files-from is not supported yet", "--files-from", "x");
    refuses(Kind.UNSUPPORTED, "-P is not supported yet", "-aP");
    assertThat(options("-aU", "--no-U").has(PushFlag.PERMS)).isTrue();
  }

  @Test
  void theDefaultPartialDirectoryComesFromTheEnvironment() throws RsyncException {
    Settings settings = new Settings();
    CommandLine.read(OptionTable.rsync(), settings, words("--partial"));
    assertThat(SettingsCheck.settle(settings, List.of(), ".pp").options().partialDir())
        .isEqualTo(BytePath.of(".pp"));
  }

  private static void refuses(Kind kind, String message, String... words) {
    assertThatThrownBy(() -> invocation(words))
        .as(Arrays.toString(words))
        .isInstanceOfSatisfying(
            RsyncException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e).hasMessage(message);
            });
  }

  private static PushOptions options(String... words) throws RsyncException {
    return invocation(words).options();
  }

  private static List<String> arguments(String... words) throws RsyncException {
    return invocation(words).arguments().stream()
        .map(word -> new String(word, StandardCharsets.UTF_8))
        .toList();
  }

  private static Invocation invocation(String... words) throws RsyncException {
    Settings settings = new Settings();
    List<byte[]> arguments = CommandLine.read(OptionTable.rsync(), settings, words(words));
    return SettingsCheck.settle(settings, arguments, null);
  }

  private static List<byte[]> words(String... words) {
    return Arrays.stream(words).map(word -> word.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
