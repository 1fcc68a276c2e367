package org.jsersync.daemon.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code plugins} of a tree: the names and words of sersync's blocks, as keys. */
final class YamlPlugins {
  private static final Duration COMMAND_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(10);
  private static final int HTTP_PORT = 80;

  /** What may stand with each plugin. */
  private static final Map<String, Set<String>> KEYS =
      Map.of(
          "command",
          Set.of("name", "prefix", "suffix", "ignore-error", "timeout", "include"),
          "socket",
          Set.of("name", "host", "port"),
          "refreshCDN",
          Set.of("name", "host", "port", "user", "password", "base", "match"),
          "http",
          Set.of("name", "url", "timeout", "include"));

  private final String file;
  private final ConfigEntries entries;

  YamlPlugins(String file, ConfigEntries entries) {
    this.file = file;
    this.entries = entries;
  }

  /** Every key there is. */
  static Set<String> allKeys() {
    Set<String> all = Set.of();
    for (Set<String> keys : KEYS.values()) {
      all = YamlConfig.union(all, keys.toArray(String[]::new));
    }
    return all;
  }

  /**
   * A tree's plugins.
   *
   * @param watch the tree's path, absolute, otherwise as it is written
   */
  List<PluginConfig> read(YamlMap tree, String watch) throws ConfigException {
    List<PluginConfig> plugins = new ArrayList<>();
    List<Node> nodes = tree.nodes("plugins");
    for (int i = 0; i < nodes.size(); i++) {
      String where = tree.named("plugins") + "[" + i + "]";
      YamlMap map = YamlMap.of(file, where, nodes.get(i), allKeys());
      String name = map.required("name", "one of " + String.join(", ", PluginConfig.NAMES));
      Set<String> known = KEYS.get(name);
      if (known == null) {
        throw map.error(
            map.at("name"),
            map.named("name")
                + ": no plugin is called \""
                + name
                + "\"; there are "
                + String.join(", ", PluginConfig.NAMES));
      }
      PluginConfig plugin = read(name, YamlMap.of(file, where, nodes.get(i), known), watch);
      plugins.add(plugin);
      map.tell(entries, Set.of());
      entries.names(map.at("name"), new Subject.Plugin(plugin));
    }
    return plugins;
  }

  private static PluginConfig read(String name, YamlMap map, String watch) throws ConfigException {
    return switch (name) {
      case "command" ->
          new PluginConfig.Command(
              watch,
              words(map, "prefix", true),
              words(map, "suffix", false),
              map.flag("ignore-error", true),
              include(map),
              map.duration("timeout", COMMAND_TIMEOUT));
      case "socket" ->
          new PluginConfig.Socket(
              watch,
              plain(map, "host", map.required("host", "the host that is told")),
              requiredPort(map));
      case "refreshCDN" ->
          new PluginConfig.RefreshCdn(
              watch,
              plain(map, "host", map.required("host", "the host that is asked to refresh")),
              map.number("port", HTTP_PORT, 1, 65_535),
              optional(map, "user"),
              optional(map, "password"),
              plain(map, "base", map.required("base", "what the URLs begin with")),
              match(map));
      default ->
          new PluginConfig.Http(
              watch,
              checked(map, "url", map.required("url", "where to post"), PluginText::uri),
              map.duration("timeout", HTTP_TIMEOUT),
              include(map));
    };
  }

  private static List<String> words(YamlMap map, String key, boolean required)
      throws ConfigException {
    if (required && map.items(key).isEmpty()) {
      throw map.error(map.at(), map.named(key) + " is missing: it is the program to call");
    }
    if (map.isList(key)) {
      List<String> words = new ArrayList<>();
      map.items(key).forEach(item -> words.add(item.text()));
      return words;
    }
    String text = map.text(key);
    return text == null ? List.of() : checked(map, key, text, ShellWords::split);
  }

  private static @Nullable List<Pattern> include(YamlMap map) throws ConfigException {
    if (!map.has("include")) {
      return null;
    }
    List<Pattern> include = new ArrayList<>();
    for (YamlMap.Item item : map.items("include")) {
      include.add(checked(map, "include", item.text(), PluginText::pattern));
    }
    return include;
  }

  private static @Nullable Pattern match(YamlMap map) throws ConfigException {
    String match = map.text("match");
    return match == null ? null : checked(map, "match", match, PluginText::pattern);
  }

  private static int requiredPort(YamlMap map) throws ConfigException {
    String _ = map.required("port", "the port that is told");
    return map.number("port", 0, 1, 65_535);
  }

  private static String optional(YamlMap map, String key) throws ConfigException {
    String text = map.text(key);
    return text == null ? "" : plain(map, key, text);
  }

  private static String plain(YamlMap map, String key, String text) throws ConfigException {
    return checked(map, key, text, PluginText::plain);
  }

  private static <T> T checked(YamlMap map, String key, String text, Function<String, T> check)
      throws ConfigException {
    try {
      return check.apply(text);
    } catch (IllegalArgumentException e) {
      throw map.error(map.at(key), map.named(key) + ": \"" + text + "\": " + e.getMessage());
    }
  }
}
