package org.jsersync.daemon.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@code confxml.xml} that can be used in the form that {@link YamlConfig} reads. What
 * each element means is said once more here, in the other language; a test holds both to the same.
 */
final class ConfXmlConversion {
  private final ConfXmlValues values;
  private final YamlText yaml = new YamlText();

  private ConfXmlConversion(ConfXmlValues values) {
    this.values = values;
  }

  /**
   * The YAML text.
   *
   * @param notes what the reading of it had to say
   */
  static String convert(String file, XmlElement root, List<String> notes) throws ConfigException {
    ConfXmlConversion conversion = new ConfXmlConversion(new ConfXmlValues(file, root));
    conversion.yaml.comment("What " + ByteText.shown(file) + " says. See docs/configuration.md.");
    notes.forEach(conversion.yaml::comment);
    conversion.all();
    return conversion.yaml.toString();
  }

  private void all() throws ConfigException {
    XmlElement plugin = values.element(KnownElement.SERSYNC_PLUGIN);
    if (plugin != null && values.on(KnownElement.SERSYNC_PLUGIN)) {
      throw values.error(plugin.at(), "YAML has no plugins yet; go on with this file");
    }
    if (values.on(KnownElement.DEBUG)) {
      yaml.plain("debug", true);
    }
    yaml.line("trees:");
    // A directory that is named twice stands once.
    Map<BytePath, String> paths = new LinkedHashMap<>();
    Map<BytePath, List<XmlElement>> remotes = new LinkedHashMap<>();
    for (XmlElement localpath : values.elements(KnownElement.SERSYNC, KnownElement.LOCALPATH)) {
      String watch = values.required(localpath, "watch", "it names the directory to mirror");
      BytePath path = BytePath.of(ByteText.encode(watch));
      paths.putIfAbsent(path, watch);
      remotes
          .computeIfAbsent(path, _ -> new ArrayList<>())
          .addAll(localpath.children(KnownElement.REMOTE.key()));
    }
    for (Map.Entry<BytePath, String> path : paths.entrySet()) {
      yaml.line("  - path: " + YamlText.quote(path.getValue())).indent(4);
      tree();
      yaml.line("remotes:").indent(6);
      remotes(remotes.getOrDefault(path.getKey(), List.of()));
      yaml.indent(0);
    }
  }

  private void tree() throws ConfigException {
    yaml.comment("sersync compares everything only with -r, and so does jsersync -r with this.");
    yaml.plain("first-sync", false);
    Set<Trigger> triggers = ConfXml.triggers(values);
    yaml.plain("delete", triggers.contains(Trigger.DELETE));
    yaml.words("watch", triggers.stream().sorted().map(TriggerName::of).toList());
    yaml.comment("Files named .x, x~ and 4913 are not sent when they change.");
    yaml.plain("skip-transient", true);
    List<String> exclude = exclude();
    if (!exclude.isEmpty()) {
      yaml.texts("exclude", exclude);
    }
    List<String> words = new ArrayList<>(ShellWords.split(ConfXmlRemotes.paramsText(values)));
    words.add("-R");
    yaml.texts("rsync", words);
    if (values.on(KnownElement.USER_DEFINED_PORT)) {
      yaml.plain("port", ConfXmlRemotes.userDefinedPort(values));
    }
    if (values.on(KnownElement.TIMEOUT)) {
      yaml.plain("timeout", ConfXmlRemotes.timeout(values));
    }
    if (values.on(KnownElement.AUTH) && !values.on(KnownElement.SSH)) {
      yaml.quoted("password-file", ConfXmlRemotes.passwordFile(values));
    }
  }

  private List<String> exclude() {
    if (!values.on(KnownElement.FILTER)) {
      return List.of();
    }
    List<String> expressions = new ArrayList<>();
    for (XmlElement element : values.elements(KnownElement.FILTER, KnownElement.FILTER_EXCLUDE)) {
      XmlElement.Attribute expression = element.attribute("expression");
      if (expression != null && !expression.value().isEmpty()) {
        expressions.add(expression.value());
      }
    }
    return expressions;
  }

  private void remotes(List<XmlElement> elements) throws ConfigException {
    @Nullable String user = ConfXmlRemotes.user(values);
    for (XmlElement element : elements) {
      yaml.line("- " + YamlText.quote(ConfXmlRemotes.address(values, element, user)));
    }
  }
}
