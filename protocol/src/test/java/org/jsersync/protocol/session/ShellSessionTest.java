package org.jsersync.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jsersync.protocol.AddressFamily;
import org.jsersync.protocol.RemoteShell;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.wire.WireInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions through a remote shell, for which a script stands: it gets the words ssh would get. */
class ShellSessionTest {
  private static final Path RSYNC = Path.of("/usr/bin/rsync");

  @TempDir Path dir;
  private final List<String> remarks = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {30, 31, 32})
  void anEmptyListIsPushed(int protocol) throws Exception {
    assumeTrue(Files.isExecutable(RSYNC), "no rsync installed");
    RemoteShell shell = script("echo welcome >&2; shift; exec \"$@\"");
    String arguments = "--server\0-slogDtpre.iLsfxCIvu\0\0rsync\0.\0" + dir + "/$(m) x/";
    try (Session session = open(request(shell, "h:x", arguments, protocol))) {
      assertThat(session.dialect().protocol()).isEqualTo(protocol);
      assertThat(session.dialect().checksum().wireName()).isEqualTo("xxh128");
      sayNothing(session, protocol);
    }
    assertThat(remarks).containsExactly("welcome");
  }

  @Test
  void plainArgumentsStandInTheCommand() throws Exception {
    assumeTrue(Files.isExecutable(RSYNC), "no rsync installed");
    RemoteShell shell =
        script(
            "echo \"$@\" >"
                + dir
                + "/words; while shift; do [ \"$1\" = rsync ] && exec \"$@\"; done");
    String arguments = "--server\0-logDtpre.iLsfxCIvu\0.\0" + dir + "/m/";
    try (Session session = open(request(shell, "me@h:x", arguments, 32))) {
      sayNothing(session, 32);
    }
    assertThat(dir.resolve("words"))
        .hasContent("-l me h rsync --server -logDtpre.iLsfxCIvu . " + dir + "/m/");
  }

  private static void sayNothing(Session session, int protocol) throws RsyncException {
    session.out().u8(0).u8(0).ndx(WireInput.NDX_FLIST_EOF);
    for (int phase = 0; phase < (protocol >= 31 ? 4 : 3); phase++) {
      assertThat(session.in().ndx()).isEqualTo(WireInput.NDX_DONE);
      session.out().ndx(WireInput.NDX_DONE);
    }
    assertThat(session.in().ndx()).isEqualTo(WireInput.NDX_DONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exit 255 | CONNECTION | 255 | the remote shell failed",
        "echo 'ssh: connect to host h port 22: Connection refused' >&2; exit 255"
            + "| CONNECTION | 255 | ssh: connect to host h port 22: Connection refused",
        "echo 'me@h: Permission denied (publickey).' >&2; exit 255"
            + "| AUTHENTICATION | 255 | (publickey). (nobody is there to be asked",
        "echo 'Host key verification failed.' >&2; echo more >&2; exit 255"
            + "| REFUSED | 255 | Host key verification failed. (its key is not the known one",
        "echo 'bash: rsync: command not found' >&2; exit 127"
            + "| REFUSED | 127 | command not found (install rsync there)",
        "head -100000 <(yes) >&2; exit 255 | CONNECTION | 255 | me@h:/x: y",
        "tr '\\0' z < <(head -c 3000000 /dev/zero) >&2; exit 9 | REMOTE | 9 | me@h:/x: zzzz",
        "exit 126 | REFUSED | 126 | rsync cannot be run there",
        "echo 'disk on fire' >&2; echo 'rsync error: x (code 11)' >&2; exit 11"
            + "| REMOTE | 11 | disk on fire",
        "exit 14 | REMOTE | 14 | gave up with exit code 14",
        "kill -9 $$ | CONNECTION | 255 | the remote shell was killed",
        "exit 0 | CONNECTION | 10 | closed the connection before the version",
        "echo 'This account is not available.'; exit 1"
            + "| REFUSED | 5 | printed \"This account is not available.\" where",
        "printf '\\031\\000\\000\\000'; cat >/dev/null | PROTOCOL | 2 | too old (protocol 25",
      })
  void whyItFailedIsSaidInOneLine(String script, Kind kind, int exitCode, String message)
      throws Exception {
    SessionRequest request = request(script(script), "me@h:/x", "--server\0-e.LsfxCIvu\0.\0/x", 32);
    assertThatThrownBy(() -> open(request))
        .isInstanceOf(RsyncException.class)
        .hasMessageStartingWith("me@h:/x: ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n")
        .extracting("kind", "exitCode")
        .containsExactly(kind, exitCode);
    assertThat(remarks).isEmpty();
  }

  @Test
  void aProgramThatIsNotThereIsNamed() throws Exception {
    RemoteShell shell = new RemoteShell(List.of(dir + "/none"));
    SessionRequest request = request(shell, "h:/x", "--server\0-e.\0.\0/x", 32);
    assertThatThrownBy(() -> open(request))
        .hasMessageContaining(
            "h:/x: cannot start " + dir + "/none: No such file or directory (inst");
  }

  @Test
  void anOldServerIsAskedAgainWithWhatItKnows() throws Exception {
    assumeTrue(Files.isExecutable(RSYNC), "no rsync installed");
    RemoteShell shell =
        script(
            "shift; for a; do [ \"$a\" = -@-1 ] && { echo 'rsync: -@-1: unknown option' >&2; exit"
                + " 1; }; done; echo x >>"
                + dir
                + "/started; exec \"$@\"");
    ArgumentList arguments =
        protocol ->
            Sessions.arguments(
                "--server\0-logDtpre.LsfxCIvu\0" + (protocol < 32 ? "" : "-@-1\0") + ".\0" + dir);
    for (int i = 0; i < 2; i++) {
      open(request(shell, "h:x", arguments, 32)).close();
    }
    assertThat(dir.resolve("started")).hasContent("x\nx");
  }

  @Test
  void theEndOfASessionIsTheEndOfItsShell() throws Exception {
    RemoteShell shell =
        script(
            "trap '' TERM; echo $$ >"
                + dir
                + "/pid; printf '\\040\\000\\000\\000'; exec sleep 1000");
    SessionRequest request = request(shell, "h:/x", "--server\0-e.LsfxCIvu\0.\0/x", 32, 1);
    assertThatThrownBy(() -> open(request)).hasMessageContaining("did not come within 1 s");
    long pid = Long.parseLong(Files.readString(dir.resolve("pid")).strip());
    // It ignores SIGTERM. A zombie would still have a directory in /proc.
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (Files.exists(Path.of("/proc/" + pid)) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(Path.of("/proc/" + pid)).doesNotExist();
  }

  @Test
  void aShellHasNeitherOurFilesNorATerminal() throws Exception {
    try (var open = Files.newInputStream(Files.writeString(dir.resolve("file"), "x"))) {
      assertThat(open.read()).isEqualTo('x');
      RemoteShell shell =
          script(
              "ls /proc/self/fd | tr '\\n"
                  + "' ' ' >&2; (: </dev/tty) 2>/dev/null && echo tty >&2; exit 255");
      assertThatThrownBy(() -> open(request(shell, "h:/x", "--server\0-e.\0.\0/x", 32)))
          // The last one is the directory that ls reads.
          .hasMessageEndingWith(": 0 1 2 3 ");
    }
  }

  private RemoteShell script(String body) throws Exception {
    Path script = Files.writeString(dir.resolve("rsh"), "#!/bin/bash\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return new RemoteShell(List.of(script.toString()));
  }

  private Session open(SessionRequest request) throws RsyncException {
    return Connector.shared()
        .ready(request, line -> remarks.add(new String(line, StandardCharsets.UTF_8)))
        .begin(new Sessions.Heard());
  }

  private static SessionRequest request(
      RemoteShell shell, String target, String arguments, int protocol) throws RsyncException {
    return request(shell, target, arguments, protocol, 20);
  }

  private static SessionRequest request(
      RemoteShell shell, String target, String arguments, int protocol, int handshakeSeconds)
      throws RsyncException {
    return request(shell, target, _ -> Sessions.arguments(arguments), protocol, handshakeSeconds);
  }

  private static SessionRequest request(
      RemoteShell shell, String target, ArgumentList arguments, int protocol)
      throws RsyncException {
    return request(shell, target, arguments, protocol, 20);
  }

  private static SessionRequest request(
      RemoteShell shell, String target, ArgumentList arguments, int protocol, int handshakeSeconds)
      throws RsyncException {
    return new SessionRequest(
        RsyncTarget.parse(target.getBytes(StandardCharsets.UTF_8), 873, shell),
        null,
        arguments,
        true,
        Sessions.CHECKSUMS,
        null,
        List.of(),
        null,
        protocol,
        Duration.ofSeconds(5),
        Duration.ofSeconds(handshakeSeconds),
        0,
        0,
        AddressFamily.ANY,
        null);
  }
}
