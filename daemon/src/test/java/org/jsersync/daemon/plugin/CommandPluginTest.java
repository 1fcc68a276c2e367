package org.jsersync.daemon.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsersync.daemon.config.PluginConfig;
import org.jsersync.daemon.mirror.ChangedPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CommandPluginTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Writes its arguments, each with its length, one line each. */
  private static final String SCRIPT =
      """
      for word; do printf '%s ' "${#word}"; printf '%s\\n' "$word"; done >> "$OUT"
      """;

  @TempDir Path home;

  private static PluginConfig.Command config(
      String watch, List<String> prefix, List<String> suffix, @Nullable List<Pattern> include) {
    return new PluginConfig.Command(watch, prefix, suffix, true, include, LIMIT);
  }

  private static List<String> arguments(
      String watch, List<String> prefix, List<String> suffix, ChangedPath path) throws Exception {
    List<String> words = new ArrayList<>();
    CommandPlugin plugin =
        new CommandPlugin(
            config(watch, prefix, suffix, null),
            (arguments, silent, limit) -> {
              arguments.forEach(a -> words.add(new String(a, StandardCharsets.ISO_8859_1)));
              return 0;
            });
    plugin.deliver(Names.of(path));
    return words;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.php", "a b.php", "x;touch pwned", "$(touch pwned)", "-rf", "\377\n\t\"'`\\"})
  void aNameIsOneArgument(String name) throws Exception {
    assertThat(arguments("/w", List.of("/bin/sh", "x.sh"), List.of("s1", "s2"), Names.file(name)))
        .containsExactly("/bin/sh", "x.sh", "/w/" + name, "s1", "s2");
  }

  @Test
  void aSlashBehindTheWatchedDirectoryStays() throws Exception {
    assertThat(arguments("/w/", List.of("p"), List.of(), Names.file("d/a.php")))
        .containsExactly("p", "/w//d/a.php");
  }

  @Test
  void withoutAPrefixTheNameIsTheProgram() throws Exception {
    assertThat(arguments("/w", List.of(), List.of("s"), Names.file("run")))
        .containsExactly("/w/run", "s");
  }

  @ParameterizedTest
  @CsvSource({
    "(.*)\\.php,x/a.php,true",
    "a\\.php,a.php,false",
    "/w/b\\.txt,b.txt,true",
    "(.*)/sub,x/sub,true",
    "(.*)\\.php,a.phpx,false"
  })
  void anExpressionHasToMatchTheWholeAbsoluteName(String expression, String name, boolean wanted) {
    CommandPlugin plugin =
        new CommandPlugin(
            config("/w", List.of("p"), List.of(), List.of(Pattern.compile(expression))),
            new Spawn());
    assertThat(plugin.wants(Names.file(name))).isEqualTo(wanted);
  }

  @Test
  void namesReachAProgramAsBytesAndNothingInThemRuns() throws Exception {
    Path script = Files.writeString(home.resolve("script"), SCRIPT.replace("$OUT", out()));
    CommandPlugin plugin =
        new CommandPlugin(
            config(home.toString(), List.of("/bin/sh", script.toString()), List.of("s 1"), null),
            new Spawn());
    plugin.deliver(Names.of(Names.file("$(touch pwned);touch pwned")));
    plugin.deliver(Names.of(Names.file("\303\244\377")));
    plugin.deliver(Names.of(Names.file("-n")));

    String prefix = home + "/";
    assertThat(Files.readString(Path.of(out()), StandardCharsets.ISO_8859_1).lines())
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .containsExactly(
            prefix + "$(touch pwned);touch pwned",
            "s 1",
            prefix + "\303\244\377",
            "s 1",
            prefix + "-n",
            "s 1");
    try (var files = Files.list(home)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("script", "out");
    }
    assertThat(Path.of("pwned")).doesNotExist();
  }

  private String out() {
    return home.resolve("out").toString();
  }

  @Test
  void aScriptThatNamesNoInterpreterIsReadByAShell() throws Exception {
    Path script = Files.writeString(home.resolve("script"), "echo $1 > " + out() + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    CommandPlugin plugin =
        new CommandPlugin(config("/w", List.of(script.toString()), List.of(), null), new Spawn());
    plugin.deliver(Names.of(Names.file("a")));
    assertThat(Files.readString(Path.of(out()))).isEqualTo("/w/a\n");
  }

  @Test
  void aProgramThatDoesNotEndIsKilledWithAllThatItStarted() throws Exception {
    Path script =
        Files.writeString(home.resolve("script"), "sleep 1000 & echo $! > " + out() + "; wait\n");
    Spawn spawn = new Spawn();
    Thread runner =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    Integer ignored = spawn.run(words("/bin/sh", script.toString()), true, LIMIT);
                  } catch (Exception e) {
                    Thread.currentThread().interrupt();
                  }
                });
    while (!Files.exists(Path.of(out())) || Files.readString(Path.of(out())).isBlank()) {
      Thread.onSpinWait();
    }
    long started = Long.parseLong(Files.readString(Path.of(out())).strip());
    runner.interrupt();
    runner.join();
    while (isRunning(started)) {
      Thread.onSpinWait();
    }
    assertThat(spawn.run(words("sleep", "1000"), true, Duration.ofMillis(1))).isNull();
  }

  /** An orphan may stay a zombie where nobody reaps. */
  private static boolean isRunning(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }

  private static List<byte[]> words(String... words) {
    return List.of(words).stream().map(w -> w.getBytes(StandardCharsets.UTF_8)).toList();
  }

  @Test
  void exitCodesAndSignals() throws Exception {
    Spawn spawn = new Spawn();
    for (int i = 0; i < 50; i++) {
      assertThat(spawn.run(words("true"), true, LIMIT)).isZero();
    }
    assertThat(spawn.run(words("sh", "-c", "exit 7"), true, LIMIT)).isEqualTo(7);
    assertThat(spawn.run(words("sh", "-c", "kill -9 $$"), true, LIMIT)).isEqualTo(137);
    assertThat(spawn.run(words("sh", "-c", "ls /proc/self/fd | wc -l | grep -qx 4"), true, LIMIT))
        .as("0, 1, 2 and what ls opens: a pipe is 1 there")
        .isZero();
    assertThatThrownBy(() -> spawn.run(words("/nowhere"), true, LIMIT))
        .hasMessage("No such file or directory");
  }

  @Test
  void anExitCodeCountsOnlyWhereErrorsAreNotIgnoredAndIsNoReasonToRunItAgain() throws Exception {
    PluginConfig.Command strict =
        new PluginConfig.Command("/w", List.of("p"), List.of(), false, null, LIMIT);
    assertThatThrownBy(
            () -> new CommandPlugin(strict, (a, s, l) -> 3).deliver(Names.of(Names.file("a"))))
        .hasMessage("exit code 3")
        .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.again()).isFalse());
    new CommandPlugin(config("/w", List.of("p"), List.of(), null), (a, s, l) -> 3)
        .deliver(Names.of(Names.file("a")));
    assertThatThrownBy(
            () ->
                new CommandPlugin(config("/w", List.of("/nowhere"), List.of(), null), new Spawn())
                    .deliver(Names.of(Names.file("a"))))
        .hasMessage("cannot be run: No such file or directory")
        .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.again()).isTrue());
  }

  @Test
  void anExpressionThatTakesTooLongDoesNotMatch() {
    List<Pattern> include = List.of(Pattern.compile("(.*)(.*)(.*)(.*)x"), Pattern.compile(".*/b"));
    try (CommandPlugin plugin =
        new CommandPlugin(config("/w", List.of("sh"), List.of(), include), new Spawn())) {
      assertThat(plugin.wants(Names.file("a".repeat(4_000)))).isFalse();
      assertThat(plugin.wants(Names.file("a".repeat(4_000) + "/b"))).isTrue();
      assertThat(plugin.remark()).contains("(.*)(.*)(.*)(.*)x").hasSizeLessThan(300);
      assertThat(plugin.remark()).isNull();
    }
  }

  @Test
  void theProgramIsLookedForBeforehand() {
    assertThat(check("sh")).isNull();
    assertThat(check("/bin/sh")).isNull();
    assertThat(check("no-such-program")).isEqualTo("no-such-program is in no directory of PATH");
    assertThat(check("/nowhere")).isEqualTo("/nowhere is not there, or may not be run");
    assertThat(check("/tmp")).as("a directory").endsWith("may not be run");
    assertThat(check("a\0b")).endsWith("is in no directory of PATH");
  }

  @Test
  void aScriptThatIsNotThereIsDoubted() {
    List<String> prefix = List.of("/bin/sh", "-x", "/no/script.sh", "/bin/sh", "/a\0b");
    try (CommandPlugin plugin =
        new CommandPlugin(config("/w", prefix, List.of(), null), new Spawn())) {
      assertThat(plugin.check()).isNull();
      assertThat(plugin.doubts()).containsExactly("/no/script.sh is not there");
    }
  }

  private static @Nullable String check(String program) {
    return new CommandPlugin(config("/w", List.of(program), List.of(), null), new Spawn()).check();
  }
}
