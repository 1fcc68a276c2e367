package org.jsersync.daemon.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.DirectoryFilter;
import org.jsersync.watcher.Trigger;
import org.jsersync.watcher.WatchOptions;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads our own form of configuration, YAML (docs/configuration.md): whatever {@code confxml.xml}
 * can say, and more. What is unknown in it is refused, not passed over: nobody has old files of it.
 */
public final class YamlConfig implements ConfigReader {
  private static final Set<String> KEYS = Set.of("debug", "sessions", "fail-log", "trees");
  private static final int MOST_SESSIONS = 100;

  private static final Set<String> TREE_KEYS =
      union(
          YamlRemotes.SHARED_KEYS,
          "path",
          "first-sync",
          "delete",
          "watch",
          "settle",
          "skip-transient",
          "exclude",
          "full-sync",
          "plugins",
          "remotes");

  private final CommonParams rsync;
  private final BytePath workingDirectory;
  private final Map<String, String> environment;

  /**
   * A reader.
   *
   * @param rsync understands rsync's options
   * @param workingDirectory absolute; a relative path begins there
   * @param environment RSYNC_PASSWORD counts where no password file is named
   */
  public YamlConfig(
      CommonParams rsync, BytePath workingDirectory, Map<String, String> environment) {
    this.rsync = rsync;
    this.workingDirectory = workingDirectory;
    this.environment = Map.copyOf(environment);
  }

  /** Every key there is, at any level. */
  static Set<String> allKeys() {
    Set<String> keys = new HashSet<>(KEYS);
    keys.addAll(TREE_KEYS);
    keys.addAll(YamlRemotes.KEYS);
    keys.addAll(YamlSchedules.FULL_SYNC_KEYS);
    keys.addAll(YamlSchedules.FAIL_LOG_KEYS);
    keys.addAll(YamlPlugins.allKeys());
    return keys;
  }

  static Set<String> union(Set<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return Set.copyOf(all);
  }

  @Override
  public ParsedConfig parse(String file, byte[] content, boolean initialSync)
      throws ConfigException {
    YamlMap root = YamlMap.of(file, "", YamlFile.parse(file, content), KEYS);
    ConfigEntries entries = new ConfigEntries(file);
    Roots roots = new Roots(entries);
    List<Node> nodes = root.nodes("trees");
    if (nodes.isEmpty()) {
      throw root.error(root.at("trees"), "no trees: nothing to watch").as(Fault.NO_TREE);
    }
    root.tell(entries, Set.of("trees", "fail-log"));
    for (int i = 0; i < nodes.size(); i++) {
      String where = "trees[" + i + "]";
      YamlMap map = YamlMap.of(file, where, nodes.get(i), TREE_KEYS);
      TreeConfig tree = tree(file, map, initialSync, entries);
      Position other = roots.placeOf(tree);
      if (other != null) {
        throw map.error(
            map.at("path"),
            map.named("path")
                + ": "
                + tree.root()
                + " is watched already, see line "
                + other.line()
                + "; name all its remotes there");
      }
      entries.set(map.at("path"), map.named("path") + ": " + tree.root());
      entries.names(map.at("path"), new Subject.Directory(tree));
      roots.add(map.at("path"), tree);
    }
    MirrorConfig config =
        new MirrorConfig(
            roots.trees(),
            root.flag("debug", false),
            root.number("sessions", 0, 0, MOST_SESSIONS),
            YamlSchedules.failLog(file, root, workingDirectory, entries));
    return new ParsedConfig(config, entries.notes(), entries.all());
  }

  private TreeConfig tree(String file, YamlMap map, boolean initialSync, ConfigEntries entries)
      throws ConfigException {
    String written = map.required("path", "the directory to mirror");
    BytePath path = BytePath.of(ByteText.encode(written));
    boolean delete = map.flag("delete", false);
    List<Pattern> exclude = exclude(map, delete, entries);
    boolean skipTransient = map.flag("skip-transient", false);
    map.tell(entries, Set.of("path", "remotes", "plugins", "full-sync"));
    BytePath watched = path.isAbsolute() ? path : workingDirectory.resolve(path);
    return new TreeConfig(
        watched,
        new YamlRemotes(rsync, environment, exclude, delete, entries).read(file, map, watched),
        exclude.isEmpty() ? DirectoryFilter.NONE : new SersyncFilter(exclude),
        triggers(map),
        delete,
        initialSync || map.flag("first-sync", true),
        skipTransient ? TransientName::matches : DirectoryFilter.NONE,
        new YamlPlugins(file, entries)
            .read(
                map,
                path.isAbsolute()
                    ? written
                    : ByteText.decode(workingDirectory.toBytes()) + "/" + written),
        map.duration("settle", WatchOptions.QUIET),
        YamlSchedules.fullSync(file, map, entries));
  }

  private static Set<Trigger> triggers(YamlMap map) throws ConfigException {
    if (!map.has("watch")) {
      return EnumSet.allOf(Trigger.class);
    }
    EnumSet<Trigger> triggers = EnumSet.noneOf(Trigger.class);
    for (YamlMap.Item item : map.items("watch")) {
      triggers.add(
          TriggerName.trigger(item.text())
              .orElseThrow(
                  () ->
                      map.error(
                          item.at(),
                          map.named("watch")
                              + ": \""
                              + item.text()
                              + "\" is no kind of change; there are "
                              + TriggerName.all())));
    }
    if (triggers.isEmpty()) {
      throw map.error(map.at("watch"), map.named("watch") + " is empty: nothing would be synced");
    }
    return triggers;
  }

  private static List<Pattern> exclude(YamlMap map, boolean delete, ConfigEntries entries)
      throws ConfigException {
    List<Pattern> exclude = new ArrayList<>();
    for (YamlMap.Item item : map.items("exclude")) {
      try {
        Pattern pattern = SersyncFilter.expression(item.text());
        exclude.add(pattern);
        SersyncProtection.tell(pattern, delete, entries, map.told("exclude", item));
      } catch (PatternSyntaxException e) {
        throw map.error(
            item.at(), map.named("exclude") + ": \"" + item.text() + "\": " + e.getDescription());
      }
    }
    return exclude;
  }
}
