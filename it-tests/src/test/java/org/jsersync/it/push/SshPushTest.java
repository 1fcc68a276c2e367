package org.jsersync.it.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.parts.SshServer;
import org.jsersync.it.product.Product;
import org.jsersync.it.tree.TreeAssert;
import org.jsersync.it.tree.TreeState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code jrsync -e ssh}, through a real sshd. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SshPushTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final SshServer server = SshServer.start();
  private Path source = Path.of("");

  @BeforeEach
  void makeSource() {
    source = Scratch.create("source");
  }

  @AfterEach
  void clear() {
    Scratch.delete(source);
    server.forceCommand("");
    Command.script(server.there(), "find . -mindepth 1 -delete").succeed();
  }

  @AfterAll
  void close() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void isWhatStockRsyncMakes(RsyncVersion version) {
    String there = "--rsync-path=" + version.binary();
    Command.script(source, PushCase.TREE + PushCase.age(1)).succeed();
    List<String> words = List.of("-aHii", "--modify-window=-1", "--delete", there, "./");
    assertSame(ours(words, "ours"), stock(words, "stock"));
    awaitEqual("ours");
    Command.script(source, PushCase.EDIT + PushCase.age(2)).succeed();
    assertSame(ours(words, "ours"), stock(words, "stock"));
    awaitEqual("ours");
  }

  private static void assertSame(Command.Outcome ours, Command.Outcome stock) {
    assertThat(ours.exit()).as(ours.toString()).isZero();
    assertThat(ours.outText().lines())
        .containsExactlyInAnyOrderElementsOf(
            stock.outText().replace("/there/stock", "/there/ours").lines().toList());
  }

  @Test
  void nothingInANameIsReadByTheLoginShell() throws IOException {
    String names =
        "a b|$(touch pwned)|`touch pwned`|x;touch"
            + " pwned|'q'|\"q\"|-rf|&|{a,b}|~|!!|#x|%|$HOME|=ls|\\374";
    String script =
        """
        IFS='|'; for n in $NAMES "$(printf 'new\\nline')"; do
          n=$(printf '%b' "$n"); mkdir -p ./"$n"; echo "$n" > ./"$n"/"$n"
        done
        """;
    Command.script(source, script).env("NAMES", names).succeed();
    assertThat(ours(List.of("-aH", "--delete", "./"), "all").exit()).isZero();
    awaitEqual("all");
    // Each as the destination's name, too.
    Files.createDirectory(server.there().resolve("to"));
    Command.script(
            source,
            """
            IFS='|'; for n in $NAMES "$(printf 'new\\nline')"; do
              n=$(printf '%b' "$n")
              "$JRSYNC" -aH -e "$SHELL_OF_TEST" ./ "$TARGET$n"
              diff -r . "$THERE/$n"
            done
            test ! -e "$(getent passwd "$(id -u)" | cut -d: -f6)/pwned"
            """)
        .env("NAMES", names)
        .env("JRSYNC", Product.jrsync().builder().command().getFirst())
        .env("JAVA_HOME", System.getProperty("java.home"))
        .env("SHELL_OF_TEST", shell(server.remoteShell()))
        .env("TARGET", server.target("to/"))
        .env("THERE", server.there().resolve("to").toString())
        .succeed();
  }

  @Test
  void aDaemonIsStartedBehindTheLogin() throws IOException {
    Path conf =
        Files.writeString(
            source.resolveSibling(source.getFileName() + ".conf"),
            """
            use chroot = no
            [data]
              path = %s
              read only = no
              uid = root
              gid = root
              munge symlinks = no
            """
                .formatted(server.there()));
    server.forceCommand("rsync --server --daemon --config=" + conf + " .");
    Command.script(source, "mkdir d; seq 9 | tee f d/g; ln -s f l" + PushCase.age(1)).succeed();
    Command.Outcome outcome =
        jrsync(server.remoteShell(), List.of("-aH", "./"), "127.0.0.1::data/sub/");
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    awaitEqual("sub");
    Files.delete(conf);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sh -c 'exit 255'         | 255 | the remote shell failed",
        "no-such-rsync            | 127 | no-such-rsync: command not found (install rsync there)",
        "echo Welcome to the host | 5   | printed \"Welcome to the host\" where rsync's version",
        "sleep 0                  | 10  | closed the connection before the version of the rsync",
      })
  void aLoginThatStartsNoRsync(String command, int exitCode, String message) {
    server.forceCommand(command);
    failsInOneLine(ours(List.of("-a", "./"), "x"), exitCode, server.target("x/") + ": ", message);
  }

  @Test
  void loginsThatFail() {
    List<String> words = List.of("-a", "./");
    String target = server.target("x/");
    failsInOneLine(
        jrsync(server.remoteShellOfAStranger(), words, target),
        255,
        target + ": ",
        "Permission denied (publickey)");
    failsInOneLine(
        jrsync(server.remoteShellThatKnowsAnotherKey(), words, target),
        255,
        target + ": ",
        "Host key verification failed. (its key is not the known one");
    Command.Outcome refused =
        Product.jrsync("-a", "-e", "ssh -F none -p 1", "./", target).in(source).run();
    failsInOneLine(refused, 255, target + ": ", "Connection refused");
    Command.Outcome missing =
        Product.jrsync("-a", "-e", "no-such-shell", "./", target).in(source).run();
    failsInOneLine(missing, 1, target + ": cannot start no-such-shell: ", "No such file");
  }

  @Test
  void aPathThatCannotBe() {
    Command.Outcome outcome = ours(List.of("-a", "./"), "none/none/x");
    assertThat(outcome.exit()).isEqualTo(11);
    assertThat(outcome.errText())
        .contains(server.target("none/none/x/") + ": rsync: [Receiver] mkdir ");
  }

  private static void failsInOneLine(
      Command.Outcome outcome, int exitCode, String start, String message) {
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(exitCode);
    List<String> lines = outcome.errText().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).startsWith("jrsync: " + start).contains(message);
    assertThat(lines.getLast()).startsWith("rsync error: ");
  }

  private Command.Outcome ours(List<String> words, String path) {
    return jrsync(server.remoteShell(), words, server.target(path + "/"));
  }

  private Command.Outcome jrsync(String shell, List<String> words, String target) {
    return Product.jrsync(arguments(shell, words, target).toArray()).in(source).run();
  }

  private Command.Outcome stock(List<String> words, String path) {
    List<Object> all = arguments(server.remoteShell(), words, server.target(path + "/"));
    all.addFirst(RsyncVersion.V3_5_0.binary());
    return Command.of(all.toArray()).in(source).run();
  }

  private List<Object> arguments(String shell, List<String> words, String target) {
    List<Object> all = new ArrayList<>(List.of("-e", shell(shell)));
    all.addAll(words);
    all.add(target);
    return all;
  }

  private String shell(String command) {
    return command + " -p " + server.port();
  }

  private void awaitEqual(String path) {
    TreeAssert.awaitEqual(
        LIMIT, () -> TreeState.of(source), () -> TreeState.of(server.there().resolve(path)));
  }
}
