package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.LiveMirror;
import org.jsersync.it.product.Product;
import org.jsersync.it.tree.TreeState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code jsersync --check} against real daemons, and the YAML form as a mirror. */
class CheckTest {
  private static RsyncdConf conf() {
    return RsyncdConf.mainUseCase()
        .module("readonly", Map.of("read only", "yes"))
        .module("nodelete", Map.of("refuse options", "delete"));
  }

  @ParameterizedTest
  @EnumSource(RsyncVersion.class)
  void itSaysWhatEachRemoteWillDo(RsyncVersion version) throws IOException {
    Path source = Scratch.create("source");
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf())) {
      Files.writeString(daemon.modulePath("data").resolve("extra"), "stays");
      TreeState before = TreeState.of(daemon.modulePath("data"));
      Path file =
          Files.writeString(
              source.resolve("c.yaml"),
              """
              trees:
              - path: %s
                delete: true
                port: %d
                password-file: %s
                remotes: ["%s", "%s", "%s", "%s"]
              - path: %s
                port: %d
                remotes:
                - {to: "%s", password-file: %s}
                - "%s"
                - 127.0.0.1::nosuch
              """
                  .formatted(
                      source,
                      daemon.port(),
                      daemon.passwordFile(),
                      daemon.target("data"),
                      daemon.target("readonly"),
                      daemon.target("nodelete"),
                      daemon.target("backup"),
                      daemon.modulePath("backup"),
                      daemon.port(),
                      daemon.target("backup/sub"),
                      daemon.wrongPasswordFile(),
                      daemon.target("data/sub")));
      Command.Outcome outcome = Product.jsersync("--check", "-o", file).run();
      assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(1);
      List<String> lines =
          outcome.outText().lines().map(line -> line.substring(file.toString().length())).toList();
      assertThat(lines)
          .as(outcome.toString())
          .anyMatch(line -> line.matches(":2:3  ok .*path: " + source + ": 1 directory to watch.*"))
          .anyMatch(line -> line.matches(":6:13  ok .*/data: connected, protocol 3[0-2].*writable"))
          .anyMatch(line -> line.matches(":6:[0-9]+  fails .*readonly: .*read only.*"))
          .anyMatch(line -> line.matches(":6:[0-9]+  fails .*nodelete: .*refuses --delete.*"))
          .anyMatch(line -> line.matches(":10:6  fails .*auth failed.*"))
          .anyMatch(line -> line.matches(":11:5  fails .*asks for a password.*"))
          .anyMatch(line -> line.matches(":12:5  fails .*Unknown module.*"))
          .anyMatch(line -> line.matches("  fails .*two directories would meet.*"));
      assertThat(before.differences(TreeState.of(daemon.modulePath("data"))))
          .as("nothing is changed")
          .isEmpty();
    } finally {
      Scratch.delete(source);
    }
  }

  @ParameterizedTest
  @EnumSource(RsyncVersion.class)
  void itLooksAtWhatIsNoRemoteToo(RsyncVersion version) throws IOException {
    Path home = Scratch.create("looks");
    Path source = Files.createDirectory(home.resolve("src"));
    Path log = home.resolve("fail.sh");
    Files.writeString(
        log,
        "#errno 2560\ncd %s && rsync -artuz -R  \"./a\" h::m >/dev/null 2>&1 \n".formatted(source));
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf())) {
      Path file =
          Files.writeString(
              home.resolve("confxml.xml"),
              """
              <head><host hostip="localhost" port="8008"/><sersync>
              <localpath watch="%s"><remote ip="127.0.0.1" name="data"/></localpath>
              <rsync><auth start="true" users="%s" passwordfile="%s"/>
              <userDefinedPort start="true" port="%d"/><ssh start="false"/></rsync>
              <failLog path="%s" timeToExecute="5"/>
              <crontab start="true" schedule="90">
              <crontabfilter start="true"><exclude expression="*.o"/></crontabfilter></crontab>
              <plugin start="true" name="command"/></sersync>
              <plugin name="command"><param prefix="/bin/sh /no/such.sh"/></plugin>
              <plugin name="socket"><localpath><deshost ip="h" port="1"/></localpath></plugin>
              </head>
              """
                  .formatted(source, RsyncdConf.USER, daemon.passwordFile(), daemon.port(), log));
      List<Path> before = names(home);
      Command.Outcome outcome = Product.jsersync("--check", "-o", file).succeed();
      assertThat(outcome.outText().lines().map(line -> line.substring(file.toString().length())))
          .as(outcome.toString())
          .anyMatch(line -> line.matches(":1:7  ignored .*<host .*nothing listens there.*"))
          .anyMatch(line -> line.matches(":2:[0-9]+  ok .*<remote .*writable"))
          .anyMatch(line -> line.matches(":3:8  ok .*<auth .*the password can be read"))
          .anyMatch(line -> line.matches(":4:[0-9]+  ignored .*<ssh .*switched off"))
          .anyMatch(
              line ->
                  line.matches(":5:1  ok .*<failLog .*a script that sersync left, .* with 1 name"))
          .anyMatch(
              line -> line.matches(":6:1  ok .*<crontab .*the first time on .*, in 1 h 30 min"))
          .anyMatch(line -> line.matches(":7:[0-9]+  ok .*neither sent nor deleted by.*"))
          .anyMatch(line -> line.matches(":9:1  ok .*<plugin .*can be called"))
          .anyMatch(line -> line.matches(":9:1  warning .*/no/such.sh is not there"))
          .anyMatch(line -> line.matches(":10:1  ignored .*only with -m socket.*"));
      assertThat(names(home)).as("nothing is made").isEqualTo(before);
      Files.writeString(log, "somebody's diary\n");
      outcome = Product.jsersync("--check", "-o", file).run();
      assertThat(outcome.exit()).isEqualTo(1);
      assertThat(outcome.outText())
          .contains("  fails    <failLog ", "is something else than a fail log");
    } finally {
      Scratch.delete(home);
    }
  }

  private static List<Path> names(Path directory) throws IOException {
    try (Stream<Path> names = Files.walk(directory)) {
      return names.sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource(RsyncVersion.class)
  void aModuleThatIsTheSourceIsFound(RsyncVersion version) throws IOException {
    Path home = Scratch.create("same");
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf())) {
      Path file =
          Files.writeString(
              home.resolve("confxml.xml"),
              """
              <head><sersync>
              <localpath watch="%s"><remote ip="127.0.0.1" name="data"/></localpath>
              <rsync><auth start="true" users="%s" passwordfile="%s"/>
              <userDefinedPort start="true" port="%d"/></rsync>
              </sersync></head>
              """
                  .formatted(
                      daemon.modulePath("data"),
                      RsyncdConf.USER,
                      daemon.passwordFile(),
                      daemon.port()));
      Command.Outcome outcome = Product.jsersync("-o", file, "--check").run();
      assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(1);
      assertThat(outcome.outText()).contains("leads to " + daemon.modulePath("data") + " itself");
    } finally {
      Scratch.delete(home);
    }
  }

  @ParameterizedTest
  @EnumSource(RsyncVersion.class)
  void aConvertedConfigurationMirrorsTheSame(RsyncVersion version) throws IOException {
    Path home = Scratch.create("converted");
    Path source = Files.createDirectory(home.resolve("src"));
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf())) {
      Path xml =
          Files.writeString(
              home.resolve("confxml.xml"),
              """
              <head><inotify><createFile start="true"/><attrib start="true"/></inotify><sersync>
              <localpath watch="%s"><remote ip="127.0.0.1" name="data"/></localpath>
              <rsync><commonParams params="-aHz"/>
              <auth start="true" users="%s" passwordfile="%s"/>
              <userDefinedPort start="true" port="%d"/></rsync>
              </sersync></head>
              """
                  .formatted(source, RsyncdConf.USER, daemon.passwordFile(), daemon.port()));
      Path yaml = home.resolve("jsersync.yaml");
      Files.write(yaml, Product.jsersync("convert", xml).succeed().out());
      assertThat(Product.jsersync("run", "--check", yaml).succeed().outText()).contains("writable");
      Files.writeString(source.resolve("a"), "first");
      try (LiveMirror mirror = LiveMirror.ofConfiguration(source, yaml)) {
        mirror.awaitMirrored(daemon, "data");
        mirror.change("echo b >b; rm a; mkdir d; ln -s b l");
        mirror.awaitMirrored(daemon, "data");
      }
    } finally {
      Scratch.delete(home);
    }
  }
}
