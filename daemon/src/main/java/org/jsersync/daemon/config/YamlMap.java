package org.jsersync.daemon.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of a YAML file, read by its keys. A key that is unknown or doubled is an error with
 * its place, as is a value of the wrong type: nothing that somebody wrote is passed over in
 * silence.
 */
final class YamlMap {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private final String file;
  private final String where;
  private final Node node;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Position> places = new LinkedHashMap<>();

  private YamlMap(String file, String where, Node node) {
    this.file = file;
    this.where = where;
    this.node = node;
  }

  /**
   * The mapping at a node.
   *
   * @param where which one it is, for people; empty for the whole file
   * @param known the keys that it may have
   */
  static YamlMap of(String file, String where, Node node, Set<String> known)
      throws ConfigException {
    YamlMap map = new YamlMap(file, where, node);
    if (!(node instanceof MappingNode mapping)) {
      throw map.error(position(node), (where.isEmpty() ? "this" : where) + " must have keys");
    }
    for (NodeTuple entry : mapping.getValue()) {
      Position at = position(entry.getKeyNode());
      String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      if (!known.contains(key)) {
        throw map.error(
            at,
            "unknown key \"" + key + "\"; known here: " + String.join(", ", new TreeSet<>(known)));
      }
      if (map.values.put(key, entry.getValueNode()) != null) {
        throw map.error(at, map.named(key) + " is given twice");
      }
      map.places.put(key, at);
    }
    return map;
  }

  static Position position(Node node) {
    Mark mark = node.getStartMark().orElseThrow();
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Where the mapping begins. */
  Position at() {
    return position(node);
  }

  /** Where a key stands; the mapping itself if it is not there. */
  Position at(String key) {
    return places.getOrDefault(key, at());
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** The keys that are there, in their order. */
  Set<String> keys() {
    return places.keySet();
  }

  /** A key as people find it: {@code trees[0].path}. */
  String named(String key) {
    return where.isEmpty() ? key : where + "." + key;
  }

  /** A key with what it says, as far as that is a text, for people. */
  private String shown(String key) {
    String text = values.get(key) instanceof ScalarNode scalar ? scalar.getValue() : null;
    boolean secret = key.equals("password");
    return named(key) + (text == null ? "" : ": " + (secret ? "…" : text));
  }

  /**
   * Tells of all that stands here: of a list, what is in it one by one.
   *
   * @param except keys whose reader has more to say
   */
  void tell(ConfigEntries entries, Set<String> except) throws ConfigException {
    for (String key : keys()) {
      if (except.contains(key)) {
        continue;
      }
      if (!isList(key) || items(key).isEmpty()) {
        entries.set(at(key), shown(key));
      } else {
        items(key).forEach(item -> entries.set(item.at(), named(key) + ": " + item.text()));
      }
    }
  }

  /** Where {@link #tell} tells of an item. */
  Position told(String key, Item item) {
    return isList(key) ? item.at() : at(key);
  }

  /** The text of a key; null if it is not there. */
  @Nullable String text(String key) throws ConfigException {
    Node value = values.get(key);
    return value == null ? null : text(key, value);
  }

  private String text(String key, Node value) throws ConfigException {
    if (value instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar.getValue();
    }
    throw error(position(value), named(key) + " must be text");
  }

  /** The text of a key that has no default. */
  String required(String key, String what) throws ConfigException {
    String text = text(key);
    if (text == null) {
      throw error(at(), (where.isEmpty() ? "" : where + " has ") + "no " + key + ": " + what);
    }
    if (text.isBlank()) {
      throw error(at(key), named(key) + " is empty: " + what);
    }
    return text;
  }

  boolean flag(String key, boolean missing) throws ConfigException {
    String text = text(key);
    if (text == null) {
      return missing;
    }
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw error(at(key), named(key) + ": \"" + text + "\" is neither true nor false");
    };
  }

  int number(String key, int missing, int min, int max) throws ConfigException {
    String text = text(key);
    if (text == null) {
      return missing;
    }
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw error(at(key), named(key) + ": \"" + text + "\" is no number from " + min + " to " + max);
  }

  Duration duration(String key, Duration missing) throws ConfigException {
    String text = text(key);
    if (text == null) {
      return missing;
    }
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw error(
          at(key), named(key) + ": \"" + text + "\" is no time such as 300ms, 5s, 10m, 2h or 1d");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /**
   * One text of a list.
   *
   * @param at where it stands
   */
  record Item(String text, Position at) {}

  /** A list of texts; one text alone is a list of one. */
  List<Item> items(String key) throws ConfigException {
    List<Item> items = new ArrayList<>();
    for (Node each : nodes(key)) {
      items.add(new Item(text(key, each), position(each)));
    }
    return items;
  }

  /** What a key has; null if it is not there. */
  @Nullable Node node(String key) {
    return values.get(key);
  }

  /** Whether a key has a list, of whatever length. */
  boolean isList(String key) {
    return values.get(key) instanceof SequenceNode;
  }

  /** What is in a list; what is no list is a list of one. */
  List<Node> nodes(String key) {
    Node value = values.get(key);
    if (value == null) {
      return List.of();
    }
    return value instanceof SequenceNode list ? list.getValue() : List.of(value);
  }

  ConfigException error(Position at, String message) {
    return new ConfigException(file, at, message);
  }
}
