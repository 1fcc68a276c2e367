package org.jsersync.it.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.product.Product;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong is told in a line that names what and where, with rsync's exit code. */
class BadInputTest {
  @TempDir Path source = Path.of("");

  @BeforeEach
  void makeSource() {
    Command.script(source, "mkdir d; seq 1000 | tee f d/f").succeed();
  }

  private Command.Outcome push(RsyncDaemon daemon, String target, Object... words) {
    Object[] all = new Object[words.length + 4];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--port=" + daemon.port();
    all[words.length + 1] = "-a";
    all[words.length + 2] = source + "/";
    all[words.length + 3] = daemon.target(target);
    return Product.jrsync(all).run();
  }

  private static String password(RsyncDaemon daemon) {
    return "--password-file=" + daemon.passwordFile();
  }

  private static void assertFails(Command.Outcome outcome, int exit, String... names) {
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(exit);
    assertThat(outcome.errText())
        .as(outcome.toString())
        .contains(List.of(names))
        .doesNotContain("\tat ");
  }

  private static void assertNothingSent(RsyncDaemon daemon, String module) {
    assertThat(daemon.tree(module).entries().keySet()).containsOnly(".");
  }

  @ParameterizedTest
  @EnumSource
  void wrongPassword(RsyncVersion version) {
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      String wrong = "--password-file=" + daemon.wrongPasswordFile();
      assertFails(push(daemon, "data/", wrong), 5, "auth failed on module data");
      assertNothingSent(daemon, "data");
    }
  }

  @ParameterizedTest
  @EnumSource
  void unknownModule(RsyncVersion version) {
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      assertFails(push(daemon, "nosuch/", password(daemon)), 5, "Unknown module 'nosuch'");
    }
  }

  @ParameterizedTest
  @EnumSource
  void readOnlyModule(RsyncVersion version) {
    RsyncdConf conf = RsyncdConf.mainUseCase().module("data", Map.of("read only", "yes"));
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf)) {
      assertFails(push(daemon, "data/", password(daemon)), 1, "module is read only");
      assertNothingSent(daemon, "data");
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusedOption(RsyncVersion version) {
    RsyncdConf conf = RsyncdConf.mainUseCase().module("data", Map.of("refuse options", "delete"));
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf)) {
      assertFails(push(daemon, "data/", password(daemon), "--delete"), 4, "delete");
      assertNothingSent(daemon, "data");
    }
  }

  @ParameterizedTest
  @EnumSource
  void serverFull(RsyncVersion version) {
    RsyncdConf conf = RsyncdConf.mainUseCase().set("max connections", "-1");
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf)) {
      assertFails(push(daemon, "data/", password(daemon)), 5, "max connections");
      assertNothingSent(daemon, "data");
    }
  }

  @ParameterizedTest
  @EnumSource
  void deniedHost(RsyncVersion version) {
    RsyncdConf conf = RsyncdConf.mainUseCase().set("hosts deny", "*");
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf)) {
      assertFails(push(daemon, "data/", password(daemon)), 5, "Unknown module");
    }
  }

  @Test
  void hostUnreachable() {
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0)) {
      daemon.stop();
      assertFails(push(daemon, "data/", password(daemon)), 10, "127.0.0.1");
    }
  }

  @Test
  void notAnRsyncServerOnThatPort() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread web = Thread.ofVirtual().start(() -> answerLikeAWebServer(other));
      Command.Outcome outcome =
          Product.jrsync("-a", "--port=" + other.getLocalPort(), source + "/", "127.0.0.1::data/")
              .run();
      assertFails(outcome, 5, "HTTP/1.1 400 Bad Request");
      web.join();
    }
  }

  private static void answerLikeAWebServer(ServerSocket server) {
    try (Socket socket = server.accept();
        OutputStream out = socket.getOutputStream()) {
      out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // The client has gone: that is what it should do.
    }
  }

  @Test
  void missingSourceIsAPartialTransfer() {
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0)) {
      Command.Outcome outcome =
          Product.jrsync(
                  "-a",
                  password(daemon),
                  "--port=" + daemon.port(),
                  source.resolve("not-there"),
                  source.resolve("f"),
                  daemon.target("data/"))
              .run();
      assertFails(outcome, 23, "not-there");
      assertThat(daemon.modulePath("data").resolve("f")).exists();
    }
  }

  @Test
  void passwordFileThatOthersMayRead() throws IOException {
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0)) {
      Files.setPosixFilePermissions(
          daemon.passwordFile(), PosixFilePermissions.fromString("rw-r--r--"));
      assertFails(push(daemon, "data/", password(daemon)), 1, "password");
      assertNothingSent(daemon, "data");
    }
  }

  @Test
  void missingPasswordFile() {
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0)) {
      String missing = "--password-file=" + source.resolve("no-password");
      assertFails(push(daemon, "data/", missing), 1, "no-password");
    }
  }

  @Test
  void unknownOption() {
    assertFails(
        Product.jrsync("-a", "--no-such-option", source, "h::m").run(), 1, "no-such-option");
  }
}
