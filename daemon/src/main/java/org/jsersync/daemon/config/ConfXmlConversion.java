package org.jsersync.daemon.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsersync.daemon.schedule.CronTimes;
import org.jsersync.daemon.schedule.Timetable;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@code confxml.xml} that can be used in the form that {@link YamlConfig} reads. What
 * each element means is said once more here, in the other language; a test holds both to the same.
 */
final class ConfXmlConversion {
  private final ConfXmlValues values;
  private final MirrorConfig config;
  private final YamlText yaml = new YamlText();

  private ConfXmlConversion(ConfXmlValues values, MirrorConfig config) {
    this.values = values;
    this.config = config;
  }

  /**
   * The YAML text.
   *
   * @param parsed what was made of it, and what its reading had to say
   */
  static String convert(String file, XmlElement root, ParsedConfig parsed) throws ConfigException {
    ConfXmlConversion conversion =
        new ConfXmlConversion(new ConfXmlValues(file, root), parsed.config());
    conversion.yaml.comment("What " + ByteText.shown(file) + " says. See docs/configuration.md.");
    parsed.notes().forEach(conversion.yaml::comment);
    conversion.all();
    return conversion.yaml.toString();
  }

  private void all() throws ConfigException {
    if (values.on(KnownElement.DEBUG)) {
      yaml.plain("debug", true);
    }
    failLog();
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
      plugins();
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
    List<String> exclude = expressions(KnownElement.FILTER, KnownElement.FILTER_EXCLUDE);
    if (!exclude.isEmpty()) {
      yaml.texts("exclude", exclude);
    }
    FullSyncConfig fullSync = config.trees().getFirst().fullSync();
    if (fullSync != null) {
      fullSync(fullSync);
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

  private void failLog() {
    FailLogConfig failLog = config.failLog();
    if (failLog != null) {
      yaml.line("fail-log:").indent(2);
      yaml.quoted(
          "path", ByteText.decode(failLog.path().toString().getBytes(StandardCharsets.UTF_8)));
      yaml.plain("every", failLog.every().toMinutes() + "m").indent(0);
    }
  }

  private void fullSync(FullSyncConfig fullSync) {
    yaml.line("full-sync:").indent(6);
    switch (fullSync.when()) {
      case Timetable.Every every -> yaml.plain("every", every.period().toMinutes() + "m");
      case CronTimes cron -> yaml.quoted("cron", cron.toString());
    }
    List<String> excludes = expressions(KnownElement.CRONTAB_FILTER, KnownElement.CRONTAB_EXCLUDE);
    if (!excludes.isEmpty()) {
      yaml.texts("exclude", excludes);
    }
    yaml.indent(4);
  }

  private void plugins() {
    List<PluginConfig> plugins = config.trees().getFirst().plugins();
    if (plugins.isEmpty()) {
      return;
    }
    yaml.line("plugins:");
    for (PluginConfig plugin : plugins) {
      yaml.line("  - name: " + plugin.name()).indent(8);
      switch (plugin) {
        case PluginConfig.Command command -> {
          yaml.texts("prefix", command.prefix());
          yaml.texts("suffix", command.suffix());
          yaml.plain("ignore-error", command.ignoreError());
          yaml.plain("timeout", command.limit().toSeconds() + "s");
          include(command.include());
        }
        case PluginConfig.Socket socket -> {
          yaml.quoted("host", socket.host());
          yaml.plain("port", socket.port());
        }
        case PluginConfig.RefreshCdn cdn -> {
          yaml.quoted("host", cdn.host());
          yaml.plain("port", cdn.port());
          yaml.quoted("user", cdn.user());
          yaml.quoted("password", cdn.password());
          yaml.quoted("base", cdn.base());
          if (cdn.match() != null) {
            yaml.quoted("match", written(cdn.match()));
          }
        }
        case PluginConfig.Http http -> {
          yaml.quoted("url", http.url().toString());
          yaml.plain("timeout", http.timeout().toSeconds() + "s");
          include(http.include());
        }
      }
      yaml.indent(4);
    }
  }

  /** As text; what Java's syntax made of it means the same when it is read again. */
  private static String written(Pattern expression) {
    return ByteText.decode(expression.pattern().getBytes(StandardCharsets.ISO_8859_1));
  }

  private void include(@Nullable List<Pattern> include) {
    if (include != null) {
      yaml.texts("include", include.stream().map(ConfXmlConversion::written).toList());
    }
  }

  private List<String> expressions(KnownElement filter, KnownElement each) {
    if (!values.on(filter)) {
      return List.of();
    }
    List<String> expressions = new ArrayList<>();
    for (XmlElement element : values.elements(filter, each)) {
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
