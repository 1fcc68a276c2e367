package org.jsersync.daemon.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * Reads the switch {@code <sersync><plugin start name>} and the blocks {@code <plugin name>}
 * (06-sersync, section 11).
 */
final class ConfXmlPlugins {
  private static final String UNKNOWN = "sersync plugin error，please confirm the config xml";
  private static final String NO_BLOCK = "Error there is no plugin tag in config xml";
  private static final String BAD_COMMAND_EXPRESSION = "plugin command regular expression error";

  private static final int COMMAND_SECONDS = 300;
  private static final int HTTP_SECONDS = 10;
  private static final int HTTP_PORT = 80;
  private static final int MOST_SECONDS = 86_400;

  private final ConfXmlValues values;
  private final BytePath workingDirectory;

  /**
   * A reader of plugins.
   *
   * @param workingDirectory absolute; a relative watch begins there
   */
  ConfXmlPlugins(ConfXmlValues values, BytePath workingDirectory) {
    this.values = values;
    this.workingDirectory = workingDirectory;
  }

  /**
   * The plugin that is on, called for what is synced; none if it is off.
   *
   * @param synced the directory that is
   */
  List<PluginConfig> switchedOn(XmlElement synced) throws ConfigException {
    if (!values.on(KnownElement.SERSYNC_PLUGIN)) {
      return List.of();
    }
    XmlElement.Attribute name = nameOfSwitch();
    String wanted = wanted(name);
    Position at = name == null ? null : name.at();
    if (!PluginConfig.NAMES.contains(wanted)) {
      throw values
          .error(at, UNKNOWN + ": no plugin is called \"" + wanted + "\"; there are " + names())
          .asSersync(UNKNOWN);
    }
    XmlElement block = block(wanted, at);
    String watch = watch(synced);
    if (watch == null) {
      return List.of();
    }
    XmlElement localpath = block.child(KnownElement.PLUGIN_LOCALPATH.key());
    String own = watch(localpath);
    if (localpath != null && own != null && !isSame(own, watch)) {
      values.note(
          localpath.at(),
          "the plugin is called for what is synced, in "
              + watch
              + "; its own path "
              + own
              + " counts with -m "
              + wanted
              + " only");
    }
    PluginConfig plugin = read(wanted, block, watch);
    values.entries().names(block.at(), new Subject.Plugin(plugin));
    return List.of(plugin);
  }

  /** Says of each block that is not called for what is synced that it is not. */
  void tellUnused() {
    boolean on = values.on(KnownElement.SERSYNC_PLUGIN);
    String wanted = on ? wanted(nameOfSwitch()) : null;
    boolean found = false;
    for (XmlElement block : values.elements(KnownElement.HEAD, KnownElement.PLUGIN)) {
      XmlElement.Attribute name = block.attribute("name");
      String called = name == null ? "" : name.value().strip();
      if (called.equals(wanted) && !found) {
        found = true;
      } else if (called.equals(wanted)) {
        tellUnused(block, "the first <" + block.name() + "> of that name counts");
      } else {
        String calls = wanted == null ? "is switched off" : "calls " + wanted;
        tellUnused(block, "only with -m " + called + ": <plugin> of <sersync> " + calls);
      }
    }
  }

  private void tellUnused(XmlElement element, String why) {
    values.entries().idle(element.at(), why);
    element.children().forEach(child -> tellUnused(child, why));
  }

  private XmlElement.@Nullable Attribute nameOfSwitch() {
    XmlElement element = values.element(KnownElement.SERSYNC_PLUGIN);
    return element == null ? null : element.attribute("name");
  }

  private static String wanted(XmlElement.@Nullable Attribute name) {
    return name == null ? "command" : name.value().strip();
  }

  private static String names() {
    return String.join(", ", PluginConfig.NAMES);
  }

  /** A plugin that runs without syncing; it may have a watched directory of its own. */
  PluginConfig alone(String name) throws ConfigException {
    XmlElement block = block(name, null);
    boolean hasOwn = name.equals("socket") || name.equals("refreshCDN");
    String watch = hasOwn ? watch(block.child(KnownElement.PLUGIN_LOCALPATH.key())) : null;
    if (watch == null) {
      watch = watch(values.element(KnownElement.LOCALPATH));
    }
    if (watch == null) {
      throw values.nothingToDo(
          block.at(), "no <localpath watch=\"DIRECTORY\"> for the plugin: nothing to watch");
    }
    return read(name, block, watch);
  }

  private XmlElement block(String name, @Nullable Position at) throws ConfigException {
    for (XmlElement block : values.elements(KnownElement.HEAD, KnownElement.PLUGIN)) {
      XmlElement.Attribute found = block.attribute("name");
      if (found != null && found.value().strip().equals(name)) {
        return block;
      }
    }
    throw values
        .error(at, NO_BLOCK + ": <plugin name=\"" + name + "\"> is missing")
        .asSersync(NO_BLOCK);
  }

  /** As it is written, but absolute; null if it is missing or empty. */
  private @Nullable String watch(@Nullable XmlElement localpath) {
    XmlElement.Attribute watch = localpath == null ? null : localpath.attribute("watch");
    if (watch == null || watch.value().isBlank()) {
      return null;
    }
    String written = watch.value().strip();
    return written.startsWith("/")
        ? written
        : ByteText.decode(workingDirectory.toBytes()) + "/" + written;
  }

  private static boolean isSame(String one, String other) {
    return BytePath.of(ByteText.encode(one)).equals(BytePath.of(ByteText.encode(other)));
  }

  private PluginConfig read(String name, XmlElement block, String watch) throws ConfigException {
    return switch (name) {
      case "command" -> command(block, watch);
      case "socket" -> socket(block, watch);
      case "refreshCDN" -> refreshCdn(block, watch);
      default -> http(block, watch);
    };
  }

  private PluginConfig command(XmlElement block, String watch) throws ConfigException {
    XmlElement param = block.child(KnownElement.PLUGIN_PARAM.key());
    List<String> prefix = words(param, "prefix");
    if (prefix.isEmpty()) {
      values.note(
          param == null ? block.at() : param.at(),
          "prefix is empty: each file that changed is itself run as a program");
    }
    int limit = values.number(param, "timeout", COMMAND_SECONDS, 1, MOST_SECONDS);
    return new PluginConfig.Command(
        watch,
        prefix,
        words(param, "suffix"),
        values.on(param, "ignoreerror", true),
        include(block, true),
        Duration.ofSeconds(limit));
  }

  private List<String> words(@Nullable XmlElement param, String attribute) throws ConfigException {
    XmlElement.Attribute found = param == null ? null : param.attribute(attribute);
    if (found == null) {
      return List.of();
    }
    try {
      return ShellWords.split(found.value());
    } catch (IllegalArgumentException e) {
      throw values.error(
          found.at(),
          found.name()
              + " \""
              + found.value()
              + "\": "
              + e.getMessage()
              + " (no shell runs it; put it into a script)");
    }
  }

  /** The include expressions; null if the filter is off and all is passed on. */
  private @Nullable List<Pattern> include(XmlElement block, boolean command)
      throws ConfigException {
    XmlElement filter = block.child(KnownElement.PLUGIN_FILTER.key());
    if (filter == null || !values.on(filter, "start", false)) {
      return null;
    }
    List<Pattern> include = new ArrayList<>();
    for (XmlElement element : filter.children(KnownElement.PLUGIN_INCLUDE.key())) {
      XmlElement.Attribute expression = element.attribute("expression");
      // As in sersync's filter an empty expression matches nothing.
      if (expression != null && !expression.value().isEmpty()) {
        try {
          include.add(pattern(expression));
        } catch (ConfigException e) {
          throw command ? e.asSersync(BAD_COMMAND_EXPRESSION) : e;
        }
      }
    }
    return include;
  }

  private Pattern pattern(XmlElement.Attribute text) throws ConfigException {
    return checked(text, PluginText::pattern);
  }

  private PluginConfig socket(XmlElement block, String watch) throws ConfigException {
    XmlElement target =
        below(block, KnownElement.PLUGIN_DESHOST, "<deshost ip=\"HOST\" port=\"PORT\"/>");
    return new PluginConfig.Socket(
        watch,
        plain(target, "ip", "it names the host that is told"),
        port(target, "it names the port that is told"));
  }

  private PluginConfig refreshCdn(XmlElement block, String watch) throws ConfigException {
    XmlElement info =
        below(block, KnownElement.PLUGIN_CDNINFO, "<cdninfo domainname=\"HOST\" port=\"PORT\"/>");
    XmlElement url = below(block, KnownElement.PLUGIN_SENDURL, "<sendurl base=\"URL\"/>");
    return new PluginConfig.RefreshCdn(
        watch,
        plain(info, "domainname", "it names the host that is asked to refresh"),
        values.number(info, "port", HTTP_PORT, 1, 65_535),
        optional(info, "username"),
        optional(info, "passwd"),
        plain(url, "base", "it is what the URLs begin with"),
        match(block));
  }

  private @Nullable Pattern match(XmlElement block) throws ConfigException {
    XmlElement localpath = block.child(KnownElement.PLUGIN_LOCALPATH.key());
    XmlElement regex =
        localpath == null ? null : localpath.child(KnownElement.PLUGIN_REGEXURL.key());
    if (regex == null || !values.on(regex, "regex", false)) {
      return null;
    }
    XmlElement.Attribute match = regex.attribute("match");
    if (match == null) {
      throw values.error(
          regex.at(), "<" + regex.name() + "> has no match: it says what a URL is made of");
    }
    return pattern(match);
  }

  private PluginConfig http(XmlElement block, String watch) throws ConfigException {
    XmlElement target = block.child(KnownElement.PLUGIN_HTTP.key());
    if (target == null) {
      throw values.error(
          block.at(), "<plugin name=\"http\"> has no <http url=\"http://HOST:PORT/PATH\"/>");
    }
    int timeout = values.number(target, "timeout", HTTP_SECONDS, 1, MOST_SECONDS);
    return new PluginConfig.Http(
        watch,
        required(target, "url", "it is where changes are posted to", PluginText::uri),
        Duration.ofSeconds(timeout),
        include(block, false));
  }

  /** An element that stands in the block's localpath. */
  private XmlElement below(XmlElement block, KnownElement which, String form)
      throws ConfigException {
    XmlElement localpath = block.child(KnownElement.PLUGIN_LOCALPATH.key());
    XmlElement found = localpath == null ? null : localpath.child(which.key());
    if (found == null) {
      XmlElement in = localpath == null ? block : localpath;
      throw values.error(in.at(), "<" + in.name() + "> of the plugin has no " + form);
    }
    return found;
  }

  private String plain(XmlElement element, String attribute, String what) throws ConfigException {
    return required(element, attribute, what, PluginText::plain);
  }

  private String optional(XmlElement element, String attribute) throws ConfigException {
    XmlElement.Attribute found = element.attribute(attribute);
    return found == null ? "" : checked(found, text -> PluginText.plain(text.strip()));
  }

  private <T> T required(
      XmlElement element, String attribute, String what, Function<String, T> check)
      throws ConfigException {
    String value = values.required(element, attribute, what);
    XmlElement.Attribute found = element.attribute(attribute);
    if (found == null) {
      throw new IllegalStateException(attribute + " is required");
    }
    return checked(found, _ -> check.apply(value));
  }

  private <T> T checked(XmlElement.Attribute text, Function<String, T> check)
      throws ConfigException {
    try {
      return check.apply(text.value());
    } catch (IllegalArgumentException e) {
      throw values.error(text.at(), text.name() + " \"" + text.value() + "\": " + e.getMessage());
    }
  }

  private int port(XmlElement target, String what) throws ConfigException {
    String ignored = values.required(target, "port", what);
    return values.number(target, "port", 0, 1, 65_535);
  }
}
