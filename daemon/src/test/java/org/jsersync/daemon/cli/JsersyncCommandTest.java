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
import org.jsersync.daemon.config.Subject;
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
import org.junit.jupiter.params.provider.ValueSource;

class JsersyncCommandTest {
  private final TerminalFixture screen = new TerminalFixture();
  private final DetourFixture background = new DetourFixture();
  private final List<String> rsyncWords = new ArrayList<>();
  private @Nullable Plan plan;
  private @Nullable RsyncException failure;

  private int run(String... words) {
    return runAs("jsersync", words);
  }

  private int runAs(String name, String... words) {
    return new JsersyncCommand(
            this::rsync, screen.terminal(), this::accept, this::look, background, name)
        .run(words);
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

  private List<Finding> look(Subject subject) {
    return switch (subject) {
      case Subject.Directory directory ->
          List.of(Finding.ok(directory.tree().root() + " looks well"));
      case Subject.Plugin plugin -> List.of(Finding.ok(plugin.plugin().name()));
      case Subject.FailLog log -> List.of(Finding.ok("every " + log.log().every()));
      case Subject.Schedule schedule -> List.of(Finding.ok(schedule.fullSync().when().toString()));
      case Subject.Password _ -> List.of(Finding.ok("secret"));
      case Subject.Remote remote ->
          remote.remote().target().host().equals("bad")
              ? List.of(Finding.fails("nobody there"))
              : List.of(Finding.ok("there"), Finding.warning("here"));
    };
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
        "-AX",
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
            "-A",
            "-X",
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
        "-dro /none | 255 | jsersync: /none: no such file",
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

  @ParameterizedTest
  @CsvSource({"-dro FILE", "-rdo FILE", "-do FILE -r -n 8", "-d -r -o FILE"})
  void theBackgroundIsEnteredWhenAllIsWell(String line, @TempDir Path dir) throws Exception {
    Path file = configuration(dir, "");
    background.exitCode = 7;
    assertThat(run(line.replace("FILE", file.toString()).split(" "))).isEqualTo(7);
    assertThat(background.taken).isEqualTo(1);
    assertThat(plan).isNull();
    assertThat(screen.out()).isEqualTo("daemon start，sersync run behind the console \n");
    assertThat(screen.err()).contains("unknown element <bogus>");

    background.entered = true;
    assertThat(run(line.replace("FILE", file.toString()).split(" "))).isEqualTo(42);
    assertThat(background.taken).isEqualTo(1);
    assertThat(plan().config().trees().getFirst().initialSync()).isTrue();
    assertThat(screen.out()).endsWith("run the sersync: \nwatch path is: " + dir + "\n");
    assertThat(screen.err()).containsOnlyOnce("unknown element <bogus>");
  }

  @Test
  void whatIsWrongIsSaidBeforeTheBackground(@TempDir Path dir) throws Exception {
    Path file = configuration(dir, "/none");
    assertThat(run("-do", file.toString())).isEqualTo(1);
    assertThat(background.taken).isZero();
    assertThat(screen.err())
        .contains("jsersync: cannot mirror " + dir + "/none: No such file or directory");
    assertThat(runAs("sersync2", "-do", file.toString())).isEqualTo(1);
    assertThat(screen.err()).contains("inotify_add_watch error: No such file or directory\n");
  }

  private static Path configuration(Path dir, String below) throws Exception {
    return Files.writeString(
        dir.resolve("confxml.xml"),
        "<head><bogus/><sersync><localpath watch=\""
            + dir
            + below
            + "\"><remote ip=\"h\" name=\"m\"/></localpath></sersync></head>");
  }

  @Test
  void fewWorkersAreFewSessions(@TempDir Path dir) throws Exception {
    String file = configuration(dir, "").toString();
    run("-o", file, "-n", "2");
    assertThat(plan().config().sessions()).isEqualTo(2);
    run("-o", file, "-n", "8");
    assertThat(plan().config().sessions()).isZero();
  }

  /** 06-sersync, section 1, and row 50 of section 14. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          -x         | 1   | 命令行参数错误: 没有该选项-x                 | sersync2: invalid option -- 'x'
          -xh        | 1   | 命令行参数错误: 没有该选项-x                 | sersync2: invalid option -- 'x'
          --check    | 1   | 命令行参数错误: 没有该选项--                 | sersync2: invalid option -- '-'
          -ro        | 1   | 命令行参数错误: 没有该选项-o                 | sersync2: option requires an argument -- 'o'
          -o FILE    | 255 | Error: File not found;At line 0, column 0.   | ""
          """)
  void asSersync2ItSpeaksItsWords(String line, int code, String out, String err) {
    assertThat(runAs("sersync2", line.split(" "))).isEqualTo(code);
    assertThat(screen.out()).contains(out.split(";"));
    assertThat(screen.err()).isEqualTo(err.isEmpty() ? "" : err + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                                      | 255 | Error: No XML data;At line 0, column 0.   | ""
          <head><a></head>                        | 255 | Error: ;At line 1, column 12.             | ""
          <foot/>                                 | 255 | Error: First Tag not found;First Tag should be 'head'. | ""
          <head/>                                 | 1   | parse xml config file | ERROR,You must specify the watch localpath;: Success
          <head><sersync><localpath watch=''/></sersync></head> | 1 | parse xml | the path your watch don't exists: Success
          <head><sersync><localpath watch='/'/></sersync></head> | 1 | parse xml | error there are no remote servers in your config xml: Success
          """)
  void asSersync2ItSaysWhatIsWrongWithAConfiguration(
      String content, int code, String out, String err, @TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("c.xml"), content);
    assertThat(runAs("sersync2", "-o", file.toString())).isEqualTo(code);
    assertThat(screen.out()).contains(out.split(";"));
    if (code == 255) {
      assertThat(screen.out()).contains("XML Parsing error inside file '" + file + "'.\n");
    }
    assertThat(screen.err()).isEqualTo(err.isEmpty() ? "" : err.replace(';', '\n') + "\n");
  }

  @Test
  void asSersync2ItHasItsHelp() {
    assertThat(runAs("sersync2", "-hx")).isZero();
    assertThat(screen.out())
        .contains("\n参数-d:启用守护进程模式\n", "\nc参数-n: 指定开启守护线程的数量，默认为10个\n", "\n不加-m参数，则默认执行同步程序\n")
        .startsWith("____");
    assertThat(screen.err()).isEmpty();
  }

  @Test
  void asSersync2ItSaysWhatItDoes(@TempDir Path dir) throws Exception {
    Path file = configuration(dir, "");
    assertThat(runAs("sersync2", "-ro", file.toString())).isEqualTo(42);
    assertThat(screen.out())
        .isEqualTo(
            "parse the command param\n"
                + "option: -r \trsync all the local files to the remote servers before the sersync"
                + " work\n"
                + "option: -o \tconfig xml name：  "
                + file
                + "\nparse xml config file\nconfig xml parse success\nrun the sersync: \n"
                + "watch path is: "
                + dir
                + "\n");
    assertThat(runAs("sersync2", "mirror")).as("words count for nothing").isEqualTo(255);
  }

  @ParameterizedTest
  @CsvSource({"--check -o FILE", "-o FILE --check", "run --check FILE"})
  void aCheckSaysWhatBecomesOfEachLine(String line, @TempDir Path dir) throws Exception {
    Path file = configuration(dir, "");
    assertThat(run(line.replace("FILE", file.toString()).split(" "))).isZero();
    String remote = "<remote ip=\"h\" name=\"m\">: ";
    String tree = "<localpath watch=\"" + dir + "\">: ";
    assertThat(screen.out().lines().map(each -> each.replaceFirst("^.*?[.]xml(:1:[0-9]+)?", "")))
        .containsExactly(
            "  ok       no <failLog>, which means /tmp/rsync_fail_log.sh: every PT1H",
            "  ignored  unknown element <bogus> in <head> is ignored",
            "  ok       " + tree + dir + " looks well",
            "  ok       " + remote + "there",
            "  warning  " + remote + "here");
    assertThat(plan).isNull();
  }

  @Test
  void aCheckThatFindsAFailureEndsWith1(@TempDir Path dir) throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("c.yaml"), "trees: {path: /d, remotes: ['bad::m', 'h::m', 'h::m/in']}");
    Files.writeString(
        dir.resolve("e.yaml"), "trees: [{path: /d, remotes: 'h::m'}, {path: /e, remotes: 'h::m'}]");
    assertThat(run("--check", "-o", file.toString())).isEqualTo(1);
    assertThat(screen.out())
        .contains(file + ":1:29  fails    trees[0].remotes[0]: bad::m: nobody there\n")
        .contains(file + ":1:39  ok       trees[0].remotes[1]: h::m: there\n");
    assertThat(run("--check", "-o", dir + "/e.yaml")).isEqualTo(1);
    assertThat(screen.out())
        .endsWith("fails    two directories would meet at the remote: h::m and h::m\n");
    assertThat(run("--check", "-o", dir + "/none.xml")).isEqualTo(1);
    assertThat(screen.out()).endsWith(dir + "/none.xml  fails    no such file\n");
    Files.writeString(dir.resolve("broken.xml"), "<head>");
    assertThat(run("--check", "-o", dir + "/broken.xml")).isEqualTo(1);
    assertThat(screen.out()).contains(dir + "/broken.xml:1:7  fails    XML document structures");
  }

  @Test
  void aYamlFileRunsEitherWay(@TempDir Path dir) throws Exception {
    String file =
        Files.writeString(dir.resolve("c.yml"), "trees: {path: ., remotes: 'h::m'}").toString();
    assertThat(run("-o", file)).isEqualTo(42);
    assertThat(plan().config().trees().getFirst().root()).isEqualTo(BytePath.of("/here"));
    plan = null;
    assertThat(run("run", file)).isEqualTo(42);
    assertThat(plan().config().trees().getFirst().initialSync()).isTrue();
    assertThat(run("run", "-d", dir + "/none.yaml")).isEqualTo(255);
  }

  @Test
  void aConversionIsOnStandardOutput(@TempDir Path dir) throws Exception {
    Path file = configuration(dir, "");
    assertThat(run("convert", file.toString())).isZero();
    assertThat(screen.out())
        .startsWith("# What " + file + " says.")
        .contains("  - path: \"" + dir + "\"\n");
    assertThat(screen.err()).isEmpty();
    assertThat(run("convert", dir + "/none")).isEqualTo(255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-o", "--check -o", "convert", "run"})
  void aNameThatCannotBeNamedIsOneLine(String command) {
    // Such as Java has it for the bytes of a name that is no text in the locale's charset.
    String name = "a\0b.xml";
    assertThat(run((command + " " + name).split(" "))).isIn(1, 255);
    assertThat(screen.out() + screen.err()).contains("set LC_ALL=C.UTF-8").doesNotContain("\tat ");
  }
}
