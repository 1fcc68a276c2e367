package org.jsersync.daemon.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.DirectoryFilter;
import org.jsersync.watcher.Trigger;
import org.jsersync.watcher.WatchOptions;

/**
 * Reads sersync's {@code confxml.xml} (06-sersync, section 3): the same elements, the same
 * defaults, the same idea of what is on. What sersync takes and we do not do yet is refused by
 * name.
 */
public final class ConfXml implements ConfigReader {
  /** Each switch of {@code <inotify>} except delete's second meaning, with its default. */
  private static final Map<KnownElement, Trigger> SWITCHES = new EnumMap<>(KnownElement.class);

  private static final Set<KnownElement> ON_BY_DEFAULT =
      EnumSet.of(
          KnownElement.DELETE,
          KnownElement.CREATE_FOLDER,
          KnownElement.CLOSE_WRITE,
          KnownElement.MOVE_FROM,
          KnownElement.MOVE_TO);

  static {
    SWITCHES.put(KnownElement.DELETE, Trigger.DELETE);
    SWITCHES.put(KnownElement.CREATE_FOLDER, Trigger.CREATE_FOLDER);
    SWITCHES.put(KnownElement.CREATE_FILE, Trigger.CREATE_FILE);
    SWITCHES.put(KnownElement.CLOSE_WRITE, Trigger.CLOSE_WRITE);
    SWITCHES.put(KnownElement.MOVE_FROM, Trigger.MOVE_FROM);
    SWITCHES.put(KnownElement.MOVE_TO, Trigger.MOVE_TO);
    SWITCHES.put(KnownElement.ATTRIB, Trigger.ATTRIB);
    SWITCHES.put(KnownElement.MODIFY, Trigger.MODIFY);
  }

  private final CommonParams commonParams;
  private final BytePath workingDirectory;
  private final Map<String, String> environment;

  /**
   * A reader.
   *
   * @param commonParams understands rsync's options
   * @param workingDirectory absolute; a relative watch begins there
   * @param environment RSYNC_PASSWORD counts, as it did for the rsync that sersync started
   */
  public ConfXml(
      CommonParams commonParams, BytePath workingDirectory, Map<String, String> environment) {
    this.commonParams = commonParams;
    this.workingDirectory = workingDirectory;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public ParsedConfig parse(String file, byte[] content, boolean initialSync)
      throws ConfigException {
    ConfXmlValues values = values(file, content);
    List<XmlElement> localpaths = values.elements(KnownElement.SERSYNC, KnownElement.LOCALPATH);
    if (localpaths.isEmpty()) {
      throw values
          .error(
              values.root().at(),
              "no <localpath watch=\"DIRECTORY\"> in <sersync>: nothing to watch")
          .as(Fault.NO_TREE);
    }
    Set<Trigger> triggers = triggers(values);
    boolean delete = triggers.contains(Trigger.DELETE);
    List<Pattern> exclude = exclude(values, delete);
    DirectoryFilter filter = exclude.isEmpty() ? DirectoryFilter.NONE : new SersyncFilter(exclude);
    ConfXmlRemotes remotes = new ConfXmlRemotes(values, commonParams, environment, exclude, delete);
    ConfXmlPlugins plugins = new ConfXmlPlugins(values, workingDirectory);
    plugins.tellUnused();
    FullSyncConfig fullSync = new ConfXmlCrontab(values).read();
    Roots roots = new Roots(values.entries());
    for (XmlElement localpath : localpaths) {
      BytePath watched = watched(values, localpath);
      TreeConfig tree =
          new TreeConfig(
              watched,
              remotes.read(localpath, watched),
              filter,
              triggers,
              delete,
              initialSync,
              TransientName::matches,
              plugins.switchedOn(localpath),
              WatchOptions.QUIET,
              fullSync);
      values.entries().names(localpath.at(), new Subject.Directory(tree));
      if (!roots.trees().isEmpty()) {
        values.note(
            localpath.at(), "sersync takes only the first <localpath>; here all are mirrored");
      }
      roots.add(localpath.at(), tree);
    }
    FailLogConfig failLog = new ConfXmlFailLog(values, workingDirectory).read();
    MirrorConfig config =
        new MirrorConfig(roots.trees(), values.on(KnownElement.DEBUG), 0, failLog);
    // Read for what they have to say about spelling; they change nothing.
    boolean _ = values.on(KnownElement.FILE_SYSTEM, "xfs", false);
    return new ParsedConfig(config, values.entries().notes(), values.entries().all());
  }

  /**
   * A file's meaning in the form that {@link YamlConfig} reads, as {@link ByteText}.
   *
   * @throws ConfigException if it cannot be used
   */
  public String toYaml(Path file) throws ConfigException {
    byte[] content = ConfigReader.content(file);
    ParsedConfig parsed = parse(file.toString(), content, false);
    return ConfXmlConversion.convert(
        file.toString(), XmlTree.parse(file.toString(), content), parsed);
  }

  private static ConfXmlValues values(String file, byte[] content) throws ConfigException {
    XmlElement root = XmlTree.parse(file, content);
    if (!root.key().equals(KnownElement.HEAD.key())) {
      throw new ConfigException(
          file,
          root.at(),
          "the first tag is <" + root.name() + ">; it must be <head>",
          Fault.OTHER_ROOT);
    }
    return new ConfXmlValues(file, root);
  }

  /** Of the rest of the file, what is to be told and what is left out count (06-sersync, 1, 11). */
  @Override
  public ParsedConfig parseForPlugin(String file, byte[] content, String plugin)
      throws ConfigException {
    ConfXmlValues values = values(file, content);
    PluginConfig config = new ConfXmlPlugins(values, workingDirectory).alone(plugin);
    List<Pattern> exclude = exclude(values, false);
    TreeConfig tree =
        new TreeConfig(
            BytePath.of(ByteText.encode(config.watch())),
            List.of(),
            exclude.isEmpty() ? DirectoryFilter.NONE : new SersyncFilter(exclude),
            triggers(values),
            false,
            false,
            TransientName::matches,
            List.of(config));
    boolean debug = values.on(KnownElement.DEBUG);
    return new ParsedConfig(
        new MirrorConfig(List.of(tree), debug), values.entries().notes(), values.entries().all());
  }

  static Set<Trigger> triggers(ConfXmlValues values) throws ConfigException {
    EnumSet<Trigger> triggers = EnumSet.noneOf(Trigger.class);
    SWITCHES.forEach(
        (element, trigger) -> {
          if (values.on(element, "start", ON_BY_DEFAULT.contains(element))) {
            triggers.add(trigger);
          }
        });
    XmlElement inotify = values.element(KnownElement.INOTIFY);
    if (triggers.isEmpty() && inotify != null) {
      throw values.error(inotify.at(), "every switch in <inotify> is off: nothing would be synced");
    }
    return triggers;
  }

  private BytePath watched(ConfXmlValues values, XmlElement localpath) throws ConfigException {
    String watch;
    try {
      watch = values.required(localpath, "watch", "it names the directory to mirror");
    } catch (ConfigException e) {
      throw e.as(Fault.NO_PATH);
    }
    BytePath path = BytePath.of(ByteText.encode(watch));
    return path.isAbsolute() ? path : workingDirectory.resolve(path);
  }

  private static List<Pattern> exclude(ConfXmlValues values, boolean delete)
      throws ConfigException {
    List<Pattern> exclude = new ArrayList<>();
    boolean on = values.on(KnownElement.FILTER);
    for (XmlElement element : values.elements(KnownElement.FILTER, KnownElement.FILTER_EXCLUDE)) {
      XmlElement.Attribute expression = element.attribute("expression");
      // sersync's empty expression matches nothing.
      if (!on || expression == null || expression.value().isEmpty()) {
        continue;
      }
      try {
        Pattern pattern = SersyncFilter.expression(expression.value());
        exclude.add(pattern);
        SersyncProtection.tell(pattern, delete, values.entries(), element.at());
      } catch (PatternSyntaxException e) {
        throw values.error(
            expression.at(),
            "exclude expression \"" + expression.value() + "\": " + e.getDescription());
      }
    }
    return exclude;
  }
}
