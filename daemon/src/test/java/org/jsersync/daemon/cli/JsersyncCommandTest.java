package org.jsersync.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsersync.daemon.config.CommonParams;
import org.jsersync.daemon.config.PluginConfig;
import org.jsersync.daemon.config.RemoteConfig;
import org.jsersync.daemon.config.TreeConfig;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.DirectoryFilter;
import org.jsersync.watcher.Trigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsersyncCommandTest {
  private final TerminalFixture screen = new TerminalFixture();
  private final List<String> rsyncWords = new ArrayList<>();
  private @Nullable Plan plan;
  private @Nullable RsyncException failure;

  private int run(String... words) {
    return new JsersyncCommand(this::rsync, screen.terminal(), this::accept).run(words);
  }

  private CommonParams.Given rsync(List<byte[]> words) {
    words.forEach(word -> rsyncWords.add(new String(word, StandardCharsets.UTF_8)));
    return new CommonParams.Given(PushOptions.archive(), 0, null);
  }

  private int accept(Plan accepted) throws RsyncException {
    if (failure != null) {
      throw failure;
    }
    plan = accepted;
    return 42;
  }

  private Plan plan() {
    assertThat(plan).as(screen.err()).isNotNull();
    return Objects.requireNonNull(plan);
  }

  private RemoteConfig remote() {
    return plan().config().trees().getFirst().remotes().getFirst();
  }

  @Test
  void mirrorWatchesEverythingAndDeletesNothingUnasked() {
    assertThat(run("mirror", "/data/", "me@host::module/sub")).isEqualTo(42);
    assertThat(plan().mode()).isEqualTo(Plan.Mode.LIVE);
    TreeConfig tree = plan().config().trees().getFirst();
    assertThat(tree.root()).isEqualTo(BytePath.of("/data"));
    assertThat(tree.triggers()).containsExactlyInAnyOrder(Trigger.values());
    assertThat(tree.delete()).isFalse();
    assertThat(tree.initialSync()).isTrue();
    assertThat(tree.transientNames()).isSameAs(DirectoryFilter.NONE);
    assertThat(remote().target()).hasToString("me@host::module/sub");
    assertThat(remote().password()).isNull();
    assertThat(rsyncWords).containsExactly("-aH", "--timeout=100");
  }

  @Test
  void rsyncsOptionsGoToRsyncsTableInTheirOrder() {
    run(
        "mirror",
        "--include=*.c",
        "-z",
        "--exclude",
        "*",
        "-f",
        "P x",
        "--bwlimit=1m",
        "--delete",
        "--include=a b",
        "--timeout=7",
        "/data/",
        "h::m");
    assertThat(rsyncWords)
        .containsExactly(
            "-aH",
            "--include=*.c",
            "-z",
            "--exclude=*",
            "--filter=P x",
            "--bwlimit=1m",
            "--include=a b",
            "--delete",
            "--timeout=7");
    assertThat(plan().config().trees().getFirst().delete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/data/,h::m,/data,h::m",
    "/data,h::m,/data,h::m/data/",
    "/a/data,h::m/sub,/a/data,h::m/sub/data/",
    "sub,h::m,/here/sub,h::m/sub/",
    ".,h::m,/here,h::m",
    "./,h::m,/here,h::m",
    "sub/.,h::m,/here/sub,h::m",
    "/data/,rsync://h:8730/m,/data,rsync://h:8730/m"
  })
  void aTrailingSlashMeansTheContents(String dir, String target, String root, String place) {
    run("mirror", dir, target);
    assertThat(plan().config().trees().getFirst().root()).isEqualTo(BytePath.of(root));
    assertThat(remote().target()).hasToString(place);
  }

  @Test
  void severalDirectoriesGoBelowOneTarget() {
    run("mirror", "/a/x", "/b/y", "h::m");
    assertThat(plan().config().trees())
        .extracting(tree -> tree.remotes().getFirst().target().toString())
        .containsExactly("h::m/x/", "h::m/y/");
  }

  @Test
  void thePasswordComesFromFileInputOrEnvironment() throws Exception {
    run("mirror", "--password-file=/etc/p", "/d/", "h::m");
    assertThat(remote().password()).isEqualTo(PasswordSource.file(Path.of("/etc/p")));

    screen.environment = Map.of("RSYNC_PASSWORD", "from environment");
    run("mirror", "/d/", "h::m");
    assertThat(remote().password()).isNotNull();

    screen.input = "from input\nnot this";
    run("mirror", "--password-file", "-", "/d/", "h::m");
    PasswordSource kept = Objects.requireNonNull(remote().password());
    assertThat(kept.read()).asString().isEqualTo("from input");
    assertThat(kept.read()).asString().isEqualTo("from input");
  }

  @Test
  void onceDryRunAndVerbose() {
    run("mirror", "--once", "-v", "/d/", "h::m");
    assertThat(plan().mode()).isEqualTo(Plan.Mode.ONCE);
    assertThat(plan().verbose()).isTrue();
    run("mirror", "-nv", "--once", "/d/", "h::m");
    assertThat(plan().mode()).isEqualTo(Plan.Mode.DRY_RUN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mirror /d | jsersync: ",
        "mirror | jsersync: ",
        "mirror /d /e | jsersync: \"/e\" is no place on another host",
        "mirror /d h:/* | jsersync: \"h:/*\" has a wildcard",
        "mirror --password-file=p /d h:x | jsersync: --password-file is for daemons",
        "mirror /d h:: | jsersync: \"h::\" names no module",
        "mirror --port=0 /d h::m | jsersync: --port=0 is no number from 1 to 65535",
        "mirror --port=x /d h::m | jsersync: Invalid value for option '--port'",
        "mirror --timeout=-1 /d h::m | jsersync: --timeout=-1 is no number from 0 to 86400",
        "mirror --nosuch /d h::m | jsersync: Unknown option: '--nosuch'",
        "nosuch | jsersync: Unmatched argument at index 0: 'nosuch'"
      })
  void aWrongLineIsOneMessageAndExitCode1(String line, String message) {
    assertThat(run(line.split(" "))).isEqualTo(1);
    assertThat(plan).isNull();
    assertThat(screen.err()).startsWith(message);
  }

  @Test
  void aFailureHasRsyncsExitCode() {
    failure = new RsyncException(RsyncException.Kind.LOCAL, "cannot mirror /d: No such file");
    assertThat(run("mirror", "/d/", "h::m")).isEqualTo(3);
    assertThat(screen.err()).isEqualTo("jsersync: cannot mirror /d: No such file\n");
  }

  @Test
  void helpAndVersion() {
    assertThat(run("--help")).isZero();
    assertThat(screen.out()).contains("jsersync mirror [OPTION]... DIR...", "-o confxml.xml");
    assertThat(run("mirror", "--help")).isZero();
    assertThat(screen.out()).contains("--password-file=FILE", "--dry-run");
    assertThat(run("--version")).isZero();
    assertThat(screen.out()).contains("rsync protocols 30 to 32");
    assertThat(run("-h")).isZero();
    assertThat(screen.err()).isEmpty();
  }

  @Test
  void sersyncsFormReadsItsConfiguration(@TempDir Path dir) throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("confxml.xml"),
            "<head><bogus/><sersync><localpath watch=\"sub\"><remote ip=\"h\" name=\"m\"/>"
                + "</localpath></sersync></head>");
    screen.workingDirectory = BytePath.of(dir.toString());
    assertThat(run("-ro", file.toString(), "-n", "4")).isEqualTo(42);
    TreeConfig tree = plan().config().trees().getFirst();
    assertThat(tree.root()).isEqualTo(BytePath.of(dir + "/sub"));
    assertThat(screen.out()).isEqualTo("run the sersync: \nwatch path is: " + dir + "/sub\n");
    assertThat(tree.initialSync()).isTrue();
    assertThat(plan().mode()).isEqualTo(Plan.Mode.LIVE);
    assertThat(screen.err())
        .isEqualTo("jsersync: " + file + ":1:7: unknown element <bogus> in <head> is ignored\n");

    assertThat(run("-o", file.toString())).isEqualTo(42);
    assertThat(plan().config().trees().getFirst().initialSync()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-x | 1 | jsersync: invalid option -- 'x'",
        "-o | 1 | jsersync: option requires an argument -- 'o'",
        "-o /none | 255 | jsersync: /none: no such file",
        "-dro /none | 1 | jsersync: -d is not supported yet",
        "-m foo | 1 | jsersync: no plugin is called \"foo\"; there are [command, socket,",
        "-m http -o /none | 255 | jsersync: /none: no such file",
        "-n -1 | 1 | jsersync: -n -1: at least 1 worker"
      })
  void sersyncsFormHasItsExitCodes(String line, int code, String message) {
    assertThat(run(line.split(" "))).isEqualTo(code);
    assertThat(screen.err()).startsWith(message);
  }

  @Test
  void sersyncsWordsForWhatIsWrongAreOnStandardOutput(@TempDir Path dir) throws Exception {
    run("-x");
    run("-m", "foo");
    Path file =
        Files.writeString(
            dir.resolve("conf"),
            "<head><sersync><localpath watch='/d'><remote ip='h' name='m'/></localpath>"
                + "<plugin start='true' name='foo'/></sersync></head>");
    assertThat(run("-o", file.toString())).isEqualTo(1);
    assertThat(screen.out())
        .isEqualTo(
            """
            命令行参数错误: 没有该选项-x
            模块名称错误
            sersync plugin error，please confirm the config xml
            """);
  }

  @Test
  void aPluginAloneHasNoRemotes(@TempDir Path dir) throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("conf"),
            "<head><plugin name='socket'><localpath watch='/w/'><deshost ip='h' port='1'/>"
                + "</localpath></plugin></head>");
    assertThat(run("-r", "-m", "socket", "-o", file.toString())).isEqualTo(42);
    TreeConfig tree = plan().config().trees().getFirst();
    assertThat(tree.root()).isEqualTo(BytePath.of("/w"));
    assertThat(tree.remotes()).isEmpty();
    assertThat(tree.initialSync()).isFalse();
    assertThat(tree.plugins()).containsExactly(new PluginConfig.Socket("/w/", "h", 1));
    assertThat(screen.out())
        .isEqualTo(
            """
            run the sersync:\s
            watch path is: /w
            启动SOCKET接口
            监控路径: /w/  ip:  h 端口号: 1
            """);
  }
}
