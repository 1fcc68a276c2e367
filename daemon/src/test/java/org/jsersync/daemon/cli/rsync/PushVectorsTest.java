package org.jsersync.daemon.cli.rsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.session.ServerArguments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From the command line to the argument vector, compared with what rsync 3.5.0 sent (04-options,
 * section 2.7). rsync escapes values, we must not (section 2.2): the captured vectors are compared
 * without their backslashes.
 */
class PushVectorsTest {
  private static final RsyncTarget TARGET =
      new RsyncTarget("127.0.0.1", 873, null, "mod", BytePath.of("dir"), true);

  /** Where we send something else that means the same. */
  private static final Map<String, String> OTHERWISE =
      Map.of(
          // No compression needs no words.
          "-az --zc=none", "--server -logDtpre.iLsfxCIvu . mod/dir/",
          // A level alone means -z with that level.
          "-a --zl=3", "--server -logDtprze.iLsfxCIvu --compress-level=3 . mod/dir/");

  /** Options of the captures that are refused so far. */
  private static final List<String> REFUSED =
      List.of(
          "--append",
          "--append-verify",
          "--atimes",
          "--copy-dirlinks",
          "--copy-links",
          "--copy-unsafe-links",
          "--cvs-exclude",
          "--delete-missing-args",
          "--iconv",
          "--info",
          "--list-only",
          "--msgs2stderr",
          "--no-msgs2stderr",
          "--old-dirs",
          "--only-write-batch",
          "--out-format",
          "--progress",
          "--protocol=29",
          "--prune-empty-dirs",
          "--qsort",
          "--remove-sent-files",
          "--remove-source-files",
          "--stderr",
          "--write-devices",
          "-F",
          "-P");

  private static final Pattern WORD = Pattern.compile("'(?<quoted>[^']*)'|(?<plain>\\S+)");

  record Capture(List<String> options, String vector) {
    @Override
    public String toString() {
      return String.join(" ", options);
    }
  }

  static Stream<Capture> captures() {
    return read().filter(capture -> refusal(capture) == null);
  }

  @ParameterizedTest
  @MethodSource("captures")
  void sendsWhatRsyncSends(Capture capture) throws RsyncException {
    String expected = OTHERWISE.getOrDefault(capture.toString(), capture.vector());
    assertThat(vector(capture)).isEqualTo(expected);
  }

  @Test
  void refusesTheRestByName() {
    TreeSet<String> refused =
        read()
            .map(PushVectorsTest::refusal)
            .filter(Objects::nonNull)
            .map(message -> message.substring(0, message.indexOf(' ')))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(refused).containsExactlyInAnyOrderElementsOf(REFUSED);
  }

  private static @Nullable String refusal(Capture capture) {
    try {
      invocation(capture);
      return null;
    } catch (RsyncException e) {
      assertThat(e.kind()).as(capture.toString()).isEqualTo(RsyncException.Kind.UNSUPPORTED);
      return e.getMessage();
    }
  }

  private static String vector(Capture capture) throws RsyncException {
    return new ServerArguments(invocation(capture).options(), TARGET)
        .forProtocol(32, true).stream()
            .map(word -> word.length == 0 ? "<end>" : new String(word, StandardCharsets.UTF_8))
            .collect(Collectors.joining(" "));
  }

  private static Invocation invocation(Capture capture) throws RsyncException {
    List<byte[]> words =
        Stream.concat(capture.options().stream(), Stream.of("a", "sub", "rsync://h/mod/dir/"))
            .map(word -> word.getBytes(StandardCharsets.UTF_8))
            .toList();
    Settings settings = new Settings();
    List<byte[]> arguments = CommandLine.read(OptionTable.rsync(), settings, words);
    return SettingsCheck.settle(settings, arguments, null);
  }

  private static Stream<Capture> read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    PushVectorsTest.class.getResourceAsStream("push-vectors.tsv")),
                StandardCharsets.UTF_8))) {
      List<Capture> captures = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.startsWith("#")) {
          String[] columns = line.split("\t", 2);
          captures.add(new Capture(words(columns[0]), expected(columns[1])));
        }
      }
      return captures.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String expected(String vector) {
    return String.join(" ", words(vector)).replace("⏎SECOND⏎", "<end>").replaceAll("\\\\(.)", "$1");
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher m = WORD.matcher(text);
    while (m.find()) {
      words.add(m.group("quoted") != null ? m.group("quoted") : m.group("plain"));
    }
    return words;
  }
}
