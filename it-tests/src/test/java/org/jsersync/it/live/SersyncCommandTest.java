package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.NotifySocket;
import org.jsersync.it.parts.Processes;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.Background;
import org.jsersync.it.product.Product;
import org.jsersync.it.tree.TreeAssert;
import org.jsersync.it.tree.TreeState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** sersync's command line through {@code bin/jsersync}: 06-sersync, rows 50, 52 and 53. */
class SersyncCommandTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Path home = Path.of("");
  private Path sersync2 = Path.of("");
  private Path source = Path.of("");

  @BeforeEach
  void layOut() throws IOException {
    home = Scratch.create("sersync");
    sersync2 = Product.sersync2(home);
    source = Files.createDirectory(home.resolve("src"));
  }

  @AfterEach
  void endWhatGoesOn() {
    daemon().ifPresent(Processes::kill);
    Scratch.delete(home);
  }

  /** The process in the background that was started in our directory. */
  private Optional<ProcessHandle> daemon() {
    return ProcessHandle.allProcesses()
        .filter(process -> directory(process).equals(home))
        .filter(process -> process.info().command().orElse("").endsWith("/java"))
        .findAny();
  }

  private static Path directory(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"));
    } catch (IOException e) {
      return Path.of("/proc");
    }
  }

  private Path configuration(RsyncDaemon daemon, String watch) throws IOException {
    return Files.writeString(
        home.resolve("conf.xml"),
        """
        <?xml version="1.0" encoding="ISO-8859-1"?>
        <head version="2.5">
          <inotify><attrib start="true"/></inotify>
          <sersync>
            <localpath watch="%s"><remote ip="127.0.0.1" name="data"/></localpath>
            <rsync>
              <auth start="true" users="%s" passwordfile="%s"/>
              <userDefinedPort start="true" port="%d"/>
            </rsync>
            <failLog path="%s" timeToExecute="1"/>
          </sersync>
        </head>
        """
            .formatted(
                watch,
                RsyncdConf.USER,
                daemon.passwordFile(),
                daemon.port(),
                home.resolve("fail.sh")));
  }

  @ParameterizedTest
  @CsvSource({"-dro conf.xml", "-rdo conf.xml", "-do conf.xml -n 8 -r"})
  @DisplayName("row 52: the caller gets 0, 50 files arrive, nothing failed")
  void theDaemonSurvivesItsShell(String words) throws Exception {
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0)) {
      configuration(daemon, "src");
      // As rc.local has it: no standard input; and the shell is killed with its whole session.
      Background shell =
          Background.start(
              Product.onThisJdk(
                      "setsid",
                      "sh",
                      "-c",
                      "./sersync2 "
                          + words
                          + " >out 2>&1 <&-; echo $? >code; exec tail -f /dev/null")
                  .in(home));
      try (shell) {
        await().atMost(LIMIT).until(() -> Files.exists(home.resolve("code")));
        await().atMost(LIMIT).untilAsserted(() -> assertThat(home.resolve("code")).hasContent("0"));
        assertThat(home.resolve("out"))
            .content()
            .contains("daemon start，sersync run behind the console ", "watch path is: " + source);
      }
      ProcessHandle running = daemon().orElseThrow();
      Command.of("kill", "-HUP", running.pid()).succeed();
      Command.script(source, "for i in $(seq 50); do echo $i >f$i; done").succeed();
      TreeAssert.awaitEqual(LIMIT, () -> TreeState.of(source), () -> daemon.tree("data"));
      // It is written once a second: what was on its way then leaves it the next time.
      Path failed = home.resolve("fail.sh");
      await("nothing failed")
          .atMost(LIMIT)
          .until(() -> Files.notExists(failed) || Files.size(failed) == 0);
      assertThat(running.isAlive()).isTrue();
      running.destroy();
      await().atMost(LIMIT).until(() -> !running.isAlive());
      assertThat(home.resolve("out")).content().contains("stopped; ");
    }
  }

  @Test
  void errorsReachWhoAskedForTheBackground() throws Exception {
    Files.writeString(home.resolve("conf.xml"), "<head>\n<sersync></head>");
    Command.Outcome broken = run("-dro", "conf.xml");
    assertThat(broken.exit()).isEqualTo(255);
    assertThat(broken.outText())
        .contains("XML Parsing error inside file 'conf.xml'.\n", "At line 2, column 12.\n");
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0)) {
      configuration(daemon, "gone");
      Command.Outcome gone = run("-dro", "conf.xml");
      assertThat(gone.exit()).isEqualTo(1);
      assertThat(gone.errText())
          .contains("inotify_add_watch error: No such file or directory", home + "/gone");
      Command.Outcome foreground = run("-ro", "conf.xml");
      assertThat(foreground.exit()).as("row 53").isEqualTo(1);
    }
    assertThat(daemon()).isEmpty();
  }

  private Command.Outcome run(String... words) {
    return Product.onThisJdk(sersync2, List.of(words)).in(home).run();
  }

  @ParameterizedTest
  @DisplayName("row 50: exit codes and words of a start that fails")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -h         | 0   | 参数-d:启用守护进程模式
          -x         | 1   | 没有该选项-x
          -o         | 1   | 没有该选项-o
          -o none    | 255 | Error: File not found
          -o broken  | 255 | At line 1, column
          -o foot    | 255 | First Tag should be 'head'.
          -o remote  | 1   | there are no remote servers
          -o local   | 1   | You must specify the watch localpath
          -m foo     | 1   | 模块名称错误
          """)
  void everyMistakeHasItsCode(String words, int code, String said) throws IOException {
    Files.writeString(home.resolve("broken"), "<head><sersync></head>");
    Files.writeString(home.resolve("foot"), "<foot/>");
    Files.writeString(
        home.resolve("remote"), "<head><sersync><localpath watch='/tmp'/></sersync></head>");
    Files.writeString(home.resolve("local"), "<head><sersync/></head>");
    Command.Outcome outcome = run(words.split(" ", -1));
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(code);
    assertThat(outcome.outText() + outcome.errText()).contains(said);
    Command.Outcome plain = Product.jsersync((Object[]) words.split(" ", -1)).in(home).run();
    assertThat(plain.exit()).as(plain.toString()).isEqualTo(code);
  }

  @Test
  void systemdHearsHowItStands() throws Exception {
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0);
        NotifySocket systemd = NotifySocket.bind(home.resolve("notify"))) {
      configuration(daemon, source.toString());
      Command command =
          Product.jsersync("-r", "-o", "conf.xml")
              .in(home)
              .env("NOTIFY_SOCKET", home.resolve("notify").toString())
              .env("WATCHDOG_USEC", "200000");
      try (Background running = Background.start(command)) {
        String ready = "READY=1\nMAINPID=" + running.handle().pid();
        await()
            .atMost(LIMIT)
            .untilAsserted(
                () ->
                    assertThat(systemd.messages())
                        .startsWith(ready, "WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1"));
        assertThat(running.output()).contains("watching 1 directory");
        assertThat(running.terminate()).isZero();
        await()
            .atMost(LIMIT)
            .untilAsserted(() -> assertThat(systemd.messages()).contains("STOPPING=1"));
      }
    }
  }
}
