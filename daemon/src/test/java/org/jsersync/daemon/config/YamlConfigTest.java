package org.jsersync.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsersync.daemon.schedule.Timetable;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.DirectoryFilter;
import org.jsersync.watcher.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/configuration.md. */
class YamlConfigTest {
  private final List<String> words = new ArrayList<>();
  private final YamlConfig reader = new YamlConfig(this::rsync, BytePath.of("/here"), Map.of());

  private CommonParams.Given rsync(List<byte[]> given) throws RsyncException {
    List<String> line = given.stream().map(w -> new String(w, StandardCharsets.UTF_8)).toList();
    words.add(String.join(" ", line));
    for (String word : line) {
      if (word.contains("bad")) {
        throw new RsyncException(RsyncException.Kind.USAGE, word + ": unknown");
      }
    }
    var options = PushOptions.archive().toBuilder();
    options.compression(line.contains("--compress") ? Compression.AUTO : Compression.NONE);
    return new CommonParams.Given(options.build(), line.contains("--port=9") ? 9 : 0, null);
  }

  private ParsedConfig parse(String text) throws ConfigException {
    return reader.parse("c.yaml", text.getBytes(StandardCharsets.UTF_8), false);
  }

  private TreeConfig tree(String text) throws ConfigException {
    return parse(text).config().trees().getFirst();
  }

  @Test
  void theLeastIsADirectoryAndARemote() throws ConfigException {
    ParsedConfig parsed = parse("trees: {path: /data, remotes: me@h::m/sub}");
    assertThat(parsed.notes()).isEmpty();
    assertThat(parsed.config().debug()).isFalse();
    assertThat(parsed.config().sessions()).isZero();
    TreeConfig tree = parsed.config().trees().getFirst();
    assertThat(tree.root()).isEqualTo(BytePath.of("/data"));
    assertThat(tree.initialSync()).isTrue();
    assertThat(tree.delete()).isFalse();
    assertThat(tree.triggers()).containsExactlyInAnyOrder(Trigger.values());
    assertThat(tree.exclude()).isSameAs(DirectoryFilter.NONE);
    assertThat(tree.transientNames()).isSameAs(DirectoryFilter.NONE);
    assertThat(tree.settle()).isEqualTo(Duration.ofMillis(300));
    assertThat(tree.remotes().getFirst().target()).hasToString("me@h::m/sub");
    assertThat(tree.remotes().getFirst().password()).isNull();
    assertThat(words).containsExactly("-aH --timeout=100");
  }

  @Test
  void aRemoteOverridesItsTree() throws ConfigException {
    TreeConfig tree =
        tree(
            """
            debug: true
            sessions: 2
            trees:
              - path: sub dir
                first-sync: false
                delete: true
                watch: [close-write, move-to, delete]
                settle: 2s
                skip-transient: true
                exclude: ['(.*)\\.php', "^info/*"]
                rsync: "-rt --exclude='a b'"
                filter: "- *.tmp"
                compress: true
                timeout: 7
                port: 874
                password-file: /etc/p
                remotes:
                  - a::m
                  - to: b::m
                    rsync: [-a, "--exclude=c d", --port=9]
                    filter: ["P x y", "- z"]
                    compress: false
                    bwlimit: 5m
                    port: 875
                    password-file: /etc/q
            """);
    assertThat(words)
        .containsSubsequence(
            "-rt --exclude=a b --filter=- *.tmp --compress --timeout=7",
            "-a --exclude=c d --port=9 --filter=P x y --filter=- z --filter=- *.tmp --no-compress"
                + " --bwlimit=5m --timeout=7");
    assertThat(tree.root()).isEqualTo(BytePath.of("/here/sub dir"));
    assertThat(tree.initialSync()).isFalse();
    assertThat(tree.triggers())
        .containsExactlyInAnyOrder(Trigger.CLOSE_WRITE, Trigger.MOVE_TO, Trigger.DELETE);
    assertThat(tree.settle()).isEqualTo(Duration.ofSeconds(2));
    assertThat(tree.transientNames().excluded(BytePath.of("x~"), false)).isTrue();
    assertThat(tree.exclude().excluded(BytePath.of("a.php"), false)).isTrue();
    assertThat(tree.remotes())
        .extracting(remote -> remote.target() + " " + remote.password())
        .containsExactly(
            "rsync://a:874/m " + PasswordSource.file(Path.of("/etc/p")),
            "rsync://b:875/m " + PasswordSource.file(Path.of("/etc/q")));
    assertThat(tree.remotes()).allMatch(remote -> remote.options().deletes());
    assertThat(tree.remotes().getFirst().options().compresses()).isTrue();
    assertThat(tree.remotes().getLast().options().compresses()).isFalse();
  }

  @Test
  void theCommandLineMayAskForAFirstSync() throws ConfigException {
    byte[] text =
        "trees: {path: /d, first-sync: false, remotes: h::m}".getBytes(StandardCharsets.UTF_8);
    assertThat(reader.parse("c.yaml", text, true).config().trees().getFirst().initialSync())
        .isTrue();
  }

  @Test
  void severalTreesOneInTheOther() throws ConfigException {
    ParsedConfig parsed =
        parse(
            """
            trees:
            - {path: /a, remotes: [h::m, h::m]}
            - {path: /a/b, remotes: h::n}
            """);
    assertThat(parsed.config().trees()).hasSize(2);
    assertThat(parsed.notes())
        .containsExactly(
            "c.yaml:2:30: h::m is named twice; once is enough",
            "c.yaml:3:4: /a/b lies in /a (see line 2): what changes there goes to the remotes of"
                + " both");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          trees: {path: /d, remotes: h::m, paht: x} | 1:34: unknown key "paht"; known here: bwlimit,
          tree: x                                   | 1:1: unknown key "tree"; known here: debug,
          debug: 1                                  | 1:1: no trees: nothing to watch
          trees: x                                  | 1:8: trees[0] must have keys
          trees: {remotes: h::m}                    | 1:8: trees[0] has no path: the directory
          trees: {path: '', remotes: h::m}          | 1:9: trees[0].path is empty
          trees: {path: [], remotes: h::m}          | 1:15: trees[0].path must be text
          trees: {path: null, remotes: h::m}        | 1:15: trees[0].path must be text
          trees: {path: /d}                         | 1:8: trees[0].remotes: none is named
          trees: {path: /d, remotes: []}            | 1:19: trees[0].remotes: none is named
          trees: {path: /d, remotes: h}             | 1:28: trees[0].remotes[0]: "h" is no place
          trees: {path: /d, remotes: {port: 1}}     | 1:28: trees[0].remotes[0] has no to
          trees: {path: /d, remotes: h::m, port: 0} | 1:34: trees[0].port: "0" is no number from 1 to
          trees: {path: /d, remotes: h::m, delete: yes} | 1:34: trees[0].delete: "yes" is neither true
          trees: {path: /d, remotes: h::m, timeout: -1} | 1:34: trees[0].timeout: "-1" is no number
          trees: {path: /d, remotes: h::m, settle: 3}   | 1:34: trees[0].settle: "3" is no time such as
          trees: {path: /d, remotes: h::m, watch: []}   | 1:34: trees[0].watch is empty
          trees: {path: /d, remotes: h::m, watch: [x]}  | 1:42: trees[0].watch: "x" is no kind of change
          trees: {path: /d, remotes: h::m, exclude: ['a(b']} | 1:44: trees[0].exclude: "a(b": Unclosed
          trees: {path: /d, remotes: h::m, filter: [a, bad]} | 1:46: --filter=bad: unknown
          trees: {path: /d, remotes: h::m, bwlimit: bad}     | 1:34: --bwlimit=bad: unknown
          trees: {path: /d, remotes: h::m, rsync: -a --bad}  | 1:34: --bad: unknown
          trees: {path: /d, remotes: h::m, rsync: -a $x}     | 1:34: trees[0].rsync: '$' has a meaning
          trees: {path: /d, path: /e}               | 1:19: trees[0].path is given twice
          trees: [{path: /d, remotes: h::m}, {path: /d/, remotes: h::n}] | 1:37: trees[1].path: /d is watched already, see line 1
          trees: [                                  | 1:9: expected
          a: b: c                                   | 1:5: mapping values are not allowed here
          """)
  void whatCannotBeIsRefusedAndLocated(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("c.yaml:")
        .hasMessageContaining(message);
  }

  @Test
  void nothingIsMadeOfTagsAndNoDepthIsTooMuch() {
    assertThatThrownBy(() -> parse("trees: !!java.net.URL [x]"))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> parse("trees: " + "[".repeat(100_000)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("more than 64 levels deep");
    assertThatThrownBy(() -> parse(""))
        .isInstanceOfSatisfying(
            ConfigException.class, e -> assertThat(e.fault()).isEqualTo(Fault.EMPTY));
  }

  @Test
  void bytesThatAreNoTextSurvive() throws ConfigException {
    byte[] text = "trees: {path: /\u00e9, remotes: h::m}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(reader.parse("c.yaml", text, false).config().trees().getFirst().root().toBytes())
        .isEqualTo(new byte[] {'/', (byte) 0xe9});
  }

  private static final String LEAST = "trees:\n  - path: /data\n    remotes: h::m\n";

  @Test
  void whatIsPendingIsKeptAndAllIsComparedBySchedule() throws ConfigException {
    MirrorConfig config = parse("fail-log: {path: log, every: 5m}\n" + LEAST).config();
    assertThat(config.failLog())
        .isEqualTo(new FailLogConfig(Path.of("/here/log"), Duration.ofMinutes(5)));
    assertThat(config.trees().getFirst().fullSync()).isNull();
    FullSyncConfig often =
        tree(LEAST + "    full-sync: {every: 2h, exclude: '*.php'}\n").fullSync();
    assertThat(often)
        .isNotNull()
        .satisfies(
            full -> {
              assertThat(full.when()).isEqualTo(new Timetable.Every(Duration.ofHours(2)));
              assertThat(full.excludes().rules()).hasSize(1);
            });
    assertThat(tree(LEAST + "    full-sync: {cron: '30 2 * * *'}\n").fullSync()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          full-sync: {exclude: x}                 | trees[0].full-sync needs every or cron
          full-sync: {every: 0s}                  | trees[0].full-sync.every must be 1s or more
          full-sync: {cron: '61 * * * *'}         | trees[0].full-sync.cron: "61 * * * *"
          plugins: {name: mail}                   | no plugin is called "mail"
          plugins: {name: socket, host: h}        | no port
          plugins: {name: socket, url: 'http://h'} | unknown key "url"
          plugins: {name: command}                | trees[0].plugins[0].prefix is missing
          plugins: {name: http, url: 'ftp://h'}   | it is not of the form http://HOST:PORT/PATH
          plugins: {name: http, url: 'http://h', include: '('} | trees[0].plugins[0].include: "("
          """)
  void schedulesAndPluginsThatCannotBe(String line, String message) {
    assertThatThrownBy(() -> parse(LEAST + "    " + line + "\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("c.yaml:4:")
        .hasMessageContaining(message);
  }

  @Test
  void pluginsAreCalledWithThePathAsItIsWritten() throws ConfigException {
    TreeConfig tree =
        tree(
            """
            trees:
              - path: sub/
                remotes: h::m
                plugins:
                  - {name: command, prefix: "/bin/sh 'a b'", suffix: [x], timeout: 5s}
                  - {name: socket, host: h, port: 8009}
            """);
    assertThat(tree.plugins())
        .containsExactly(
            new PluginConfig.Command(
                "/here/sub/",
                List.of("/bin/sh", "a b"),
                List.of("x"),
                true,
                null,
                Duration.ofSeconds(5)),
            new PluginConfig.Socket("/here/sub/", "h", 8009));
  }

  @Test
  void eachKeyHasALine() throws ConfigException {
    String yaml =
        """
        debug: false
        fail-log:
          path: log
          every: 5m
        trees:
        - path: /data
          delete: true
          watch: [close-write, delete]
          exclude: ['(.*)~', '(?!x).*']
          full-sync:
            cron: '30 2 * * *'
            exclude: '*.o'
          plugins:
          - name: refreshCDN
            host: cdn
            base: http://b
            password: hush
          password-file: /p
          remotes:
          - rsync: [-a, -z]
            to: h::m
            password-file: /q
          - h::n
        """;
    assertThat(parse(yaml).entries())
        .extracting(
            entry ->
                entry.place().substring(7)
                    + " "
                    + entry.text()
                    + (entry.subject() == null
                        ? ""
                        : " -> " + entry.subject().getClass().getSimpleName()))
        .containsExactly(
            "1:1 debug: false",
            "3:3 fail-log.path: log -> FailLog",
            "4:3 fail-log.every: 5m",
            "6:3 trees[0].path: /data -> Directory",
            "7:3 trees[0].delete: true",
            "8:11 trees[0].watch: close-write",
            "8:24 trees[0].watch: delete",
            "9:13 trees[0].exclude: (.*)~: left out; not deleted at the remotes: /**~",
            "9:22 trees[0].exclude: (?!x).*: left out; at the remotes comparisons delete nothing",
            "9:22 no pattern of rsync's says \"(?!x).*\": so that nothing that it means is deleted"
                + " at the remotes, comparisons delete nothing there",
            "11:5 trees[0].full-sync.cron: 30 2 * * * -> Schedule",
            "12:5 trees[0].full-sync.exclude: *.o: neither sent nor deleted by comparisons on"
                + " schedule",
            "14:5 trees[0].plugins[0].name: refreshCDN -> Plugin",
            "15:5 trees[0].plugins[0].host: cdn",
            "16:5 trees[0].plugins[0].base: http://b",
            "17:5 trees[0].plugins[0].password: …",
            "18:3 trees[0].password-file: /p -> Password",
            "20:13 trees[0].remotes[0].rsync: -a",
            "20:17 trees[0].remotes[0].rsync: -z",
            "21:5 trees[0].remotes[0]: h::m -> Remote",
            "22:5 trees[0].remotes[0].password-file: /q -> Password",
            "23:5 trees[0].remotes[1]: h::n -> Remote");
  }
}
