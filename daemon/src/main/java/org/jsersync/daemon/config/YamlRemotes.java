package org.jsersync.daemon.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.RemoteShell;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.filter.FilterSyntaxException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads {@code remotes}: where to, and how. What a tree says counts for each of its remotes, unless
 * that one says otherwise; filter rules of both count, the remote's first.
 */
final class YamlRemotes {
  /** What may stand with a tree and with each remote. */
  static final Set<String> SHARED_KEYS =
      Set.of("rsync", "filter", "compress", "bwlimit", "timeout", "port", "password-file");

  /** What may stand with a remote. */
  static final Set<String> KEYS = YamlConfig.union(SHARED_KEYS, "to");

  /** As {@code jsersync mirror} has it. */
  private static final List<String> DEFAULT_RSYNC = List.of("-aH", "--timeout=100");

  private static final int MAX_TIMEOUT = 86_400;

  private final CommonParams rsync;
  private final Map<String, String> environment;
  private final List<Pattern> exclude;
  private final boolean delete;
  private final ConfigEntries entries;

  YamlRemotes(
      CommonParams rsync,
      Map<String, String> environment,
      List<Pattern> exclude,
      boolean delete,
      ConfigEntries entries) {
    this.rsync = rsync;
    this.environment = environment;
    this.exclude = exclude;
    this.delete = delete;
    this.entries = entries;
  }

  List<RemoteConfig> read(String file, YamlMap tree, BytePath root) throws ConfigException {
    List<Node> nodes = tree.nodes("remotes");
    if (nodes.isEmpty()) {
      throw tree.error(
              tree.has("remotes") ? tree.at("remotes") : tree.at(),
              tree.named("remotes") + ": none is named, nowhere to send to")
          .as(Fault.NO_REMOTE);
    }
    List<RemoteConfig> remotes = new ArrayList<>();
    Set<RsyncTarget> seen = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      String where = tree.named("remotes") + "[" + i + "]";
      Node node = nodes.get(i);
      YamlMap own = node instanceof ScalarNode ? null : YamlMap.of(file, where, node, KEYS);
      Position at = own == null ? YamlMap.position(node) : own.at("to");
      String to =
          node instanceof ScalarNode scalar
              ? scalar.getValue()
              : own == null
                  ? ""
                  : own.required("to", "[USER@]HOST::MODULE[/PATH], or [USER@]HOST:PATH by ssh");
      RemoteConfig remote = remote(tree, own, at, where, to);
      if (seen.add(remote.target())) {
        remotes.add(remote);
        entries.set(at, where + ": " + remote.target());
        entries.names(at, new Subject.Remote(root, remote));
        if (own != null) {
          own.tell(entries, Set.of("to"));
        }
      } else {
        entries.doubt(at, remote.target() + " is named twice; once is enough");
      }
    }
    return remotes;
  }

  private RemoteConfig remote(
      YamlMap tree, @Nullable YamlMap own, Position at, String where, String to)
      throws ConfigException {
    Words words = new Words(tree, own);
    CommonParams.Given given = words.parse();
    int port =
        words
            .whose("port")
            .number("port", given.port() == 0 ? RsyncTarget.DEFAULT_PORT : given.port(), 1, 65_535);
    YamlMap login = words.whose("password-file");
    String file = login.text("password-file");
    try {
      RsyncTarget target = RsyncTarget.parse(ByteText.encode(to), port, given.shell());
      RemoteShell shell = target.shell();
      boolean byShell = !target.isModule();
      if (byShell && shell != null && words.whose("port").has("port")) {
        target = RsyncTarget.parse(ByteText.encode(to), port, shell.onPort(port));
      }
      PasswordSource password =
          byShell ? null : password(file == null ? given.passwordFile() : file);
      if (password != null && file != null) {
        entries.names(login.at("password-file"), new Subject.Password(password));
      }
      return new RemoteConfig(
          target, password, RemoteOptions.of(given.options(), exclude, delete).build());
    } catch (RsyncException | FilterSyntaxException e) {
      throw tree.error(at, where + ": " + e.getMessage());
    } catch (InvalidPathException e) {
      throw tree.error(at, where + ": password-file: " + ConfigReader.NO_NAME);
    }
  }

  private @Nullable PasswordSource password(@Nullable String file) {
    if (file != null) {
      return PasswordSource.file(Path.of(file));
    }
    return environment.containsKey("RSYNC_PASSWORD")
        ? PasswordSource.environment(environment)
        : null;
  }

  /** rsync's options of one remote, gathered from its keys and its tree's. */
  private final class Words {
    private final YamlMap tree;
    private final @Nullable YamlMap own;
    private final List<String> all = new ArrayList<>();

    Words(YamlMap tree, @Nullable YamlMap own) {
      this.tree = tree;
      this.own = own;
    }

    /** Who says what a key is. */
    YamlMap whose(String key) {
      return own != null && own.has(key) ? own : tree;
    }

    CommonParams.Given parse() throws ConfigException {
      rsync();
      if (own != null) {
        filter(own);
      }
      filter(tree);
      YamlMap compress = whose("compress");
      if (compress.has("compress")) {
        all.add(compress.flag("compress", false) ? "--compress" : "--no-compress");
      }
      YamlMap limit = whose("bwlimit");
      String rate = limit.text("bwlimit");
      if (rate != null) {
        add(limit, limit.at("bwlimit"), "--bwlimit=" + rate);
      }
      YamlMap timeout = whose("timeout");
      if (timeout.has("timeout")) {
        all.add("--timeout=" + timeout.number("timeout", 0, 0, MAX_TIMEOUT));
      }
      return parse(whose("rsync"), whose("rsync").at("rsync"), all);
    }

    private void rsync() throws ConfigException {
      YamlMap map = whose("rsync");
      if (!map.has("rsync")) {
        all.addAll(DEFAULT_RSYNC);
      } else if (map.isList("rsync")) {
        map.items("rsync").forEach(word -> all.add(word.text()));
      } else {
        try {
          all.addAll(ShellWords.split(String.valueOf(map.text("rsync"))));
        } catch (IllegalArgumentException e) {
          throw map.error(map.at("rsync"), map.named("rsync") + ": " + e.getMessage());
        }
      }
    }

    private void filter(YamlMap map) throws ConfigException {
      for (YamlMap.Item rule : map.items("filter")) {
        add(map, rule.at(), "--filter=" + rule.text());
      }
    }

    /** Takes a word that means something by itself; if it does not, this is the place to say so. */
    private void add(YamlMap map, Position at, String word) throws ConfigException {
      CommonParams.Given _ = parse(map, at, List.of(word));
      all.add(word);
    }

    private CommonParams.Given parse(YamlMap map, Position at, List<String> words)
        throws ConfigException {
      try {
        return rsync.parse(words.stream().map(ByteText::encode).toList());
      } catch (RsyncException e) {
        throw map.error(at, String.valueOf(e.getMessage()));
      }
    }
  }
}
