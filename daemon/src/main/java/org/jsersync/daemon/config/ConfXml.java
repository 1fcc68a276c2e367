package org.jsersync.daemon.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
import org.jsersync.watcher.Trigger;

/**
 * Reads sersync's {@code confxml.xml} (06-sersync, section 3): the same elements, the same
 * defaults, the same idea of what is on. What sersync takes and we do not do yet is refused by
 * name.
 */
public final class ConfXml {
  /** The largest file that can be a configuration, bytes. */
  private static final int MAX_BYTES = 16 << 20;

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

  /**
   * What a file says.
   *
   * @param config to be mirrored
   * @param notes lines for the operator: what has no effect, what may be a mistake
   */
  public record Parsed(MirrorConfig config, List<String> notes) {}

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

  /**
   * Reads a file.
   *
   * @param initialSync whether sersync's {@code -r} was given
   * @throws ConfigException if it cannot be read or used
   */
  public Parsed read(Path file, boolean initialSync) throws ConfigException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigException(file.toString(), null, "larger than " + MAX_BYTES + " bytes");
      }
      return parse(file.toString(), Files.readAllBytes(file), initialSync);
    } catch (NoSuchFileException e) {
      throw new ConfigException(file.toString(), null, "no such file");
    } catch (IOException e) {
      throw new ConfigException(file.toString(), null, "cannot be read: " + e.getMessage());
    }
  }

  /** As {@link #read}, from a file's content. */
  Parsed parse(String file, byte[] content, boolean initialSync) throws ConfigException {
    XmlElement root = XmlTree.parse(file, content);
    if (!root.key().equals(KnownElement.HEAD.key())) {
      throw new ConfigException(
          file, root.at(), "the first tag is <" + root.name() + ">; it must be <head>");
    }
    Settings settings = new Settings(file, root);
    refuseUnsupported(settings);
    XmlElement localpath = settings.element(KnownElement.LOCALPATH);
    if (localpath == null) {
      throw settings.nothingToDo(
          root.at(), "no <localpath watch=\"DIRECTORY\"> in <sersync>: nothing to watch");
    }
    Set<Trigger> triggers = triggers(settings);
    boolean delete = triggers.contains(Trigger.DELETE);
    List<Pattern> exclude = exclude(settings);
    TreeConfig tree =
        new TreeConfig(
            watched(settings, localpath),
            new ConfXmlRemotes(settings, commonParams, environment, exclude, delete)
                .read(localpath),
            exclude,
            triggers,
            delete,
            initialSync,
            true);
    MirrorConfig config = new MirrorConfig(List.of(tree), settings.on(KnownElement.DEBUG));
    // Read for what they have to say about spelling; they change nothing.
    boolean _ = settings.on(KnownElement.FILE_SYSTEM, "xfs", false);
    return new Parsed(config, settings.notes());
  }

  /** sersync would do something that we do not: going on without it would not be what was asked. */
  private static void refuseUnsupported(Settings settings) throws ConfigException {
    refuse(
        settings,
        KnownElement.SSH,
        "rsync over ssh is not supported: set it to \"false\" and name a module of an rsync"
            + " daemon");
    refuse(
        settings,
        KnownElement.CRONTAB,
        "the scheduled full sync is not supported yet: set it to \"false\"");
    refuse(
        settings,
        KnownElement.SERSYNC_PLUGIN,
        "plugins are not supported yet: set it to \"false\"");
    XmlElement failLog = settings.element(KnownElement.FAIL_LOG);
    if (failLog != null) {
      settings.note(
          failLog.at(),
          "no fail log is written: what failed is kept in memory and tried again until it arrives");
    }
  }

  private static void refuse(Settings settings, KnownElement which, String why)
      throws ConfigException {
    XmlElement element = settings.element(which);
    if (element != null && settings.on(which)) {
      XmlElement.Attribute start = element.attribute("start");
      throw settings.error(
          start == null ? element.at() : start.at(),
          "<" + element.name() + " start=\"true\">: " + why);
    }
  }

  private static Set<Trigger> triggers(Settings settings) throws ConfigException {
    EnumSet<Trigger> triggers = EnumSet.noneOf(Trigger.class);
    SWITCHES.forEach(
        (element, trigger) -> {
          if (settings.on(element, "start", ON_BY_DEFAULT.contains(element))) {
            triggers.add(trigger);
          }
        });
    XmlElement inotify = settings.element(KnownElement.INOTIFY);
    if (triggers.isEmpty() && inotify != null) {
      throw settings.error(
          inotify.at(), "every switch in <inotify> is off: nothing would be synced");
    }
    return triggers;
  }

  private BytePath watched(Settings settings, XmlElement localpath) throws ConfigException {
    String watch;
    try {
      watch = settings.required(localpath, "watch", "it names the directory to mirror");
    } catch (ConfigException e) {
      throw e.as(ConfigException.NOTHING_TO_DO);
    }
    BytePath path = BytePath.of(ByteText.encode(watch));
    return path.isAbsolute() ? path : workingDirectory.resolve(path);
  }

  private static List<Pattern> exclude(Settings settings) throws ConfigException {
    List<Pattern> exclude = new ArrayList<>();
    boolean on = settings.on(KnownElement.FILTER);
    for (XmlElement element : settings.elements(KnownElement.FILTER, KnownElement.FILTER_EXCLUDE)) {
      XmlElement.Attribute expression = element.attribute("expression");
      // sersync's empty expression matches nothing.
      if (!on || expression == null || expression.value().isEmpty()) {
        continue;
      }
      try {
        exclude.add(Pattern.compile(latin1(expression.value()), Pattern.DOTALL));
      } catch (PatternSyntaxException e) {
        throw settings.error(
            expression.at(),
            "exclude expression \"" + expression.value() + "\": " + e.getDescription());
      }
    }
    return exclude;
  }

  /** One char per byte: expressions and names are compared as bytes. */
  private static String latin1(String text) {
    return new String(ByteText.encode(text), StandardCharsets.ISO_8859_1);
  }
}
