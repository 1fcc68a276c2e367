package org.jsersync.daemon.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every element and attribute of sersync's configuration (06-sersync, section 3.2). */
enum KnownElement {
  HEAD(null, "head", "version"),
  HOST(HEAD, "host", "hostip", "port"),
  DEBUG(HEAD, "debug", "start"),
  FILE_SYSTEM(HEAD, "filesystem", "xfs"),
  FILTER(HEAD, "filter", "start"),
  FILTER_EXCLUDE(FILTER, "exclude*", "expression"),
  INOTIFY(HEAD, "inotify"),
  DELETE(INOTIFY, "delete", "start"),
  CREATE_FOLDER(INOTIFY, "createfolder", "start"),
  CREATE_FILE(INOTIFY, "createfile", "start"),
  CLOSE_WRITE(INOTIFY, "closewrite", "start"),
  MOVE_FROM(INOTIFY, "movefrom", "start"),
  MOVE_TO(INOTIFY, "moveto", "start"),
  ATTRIB(INOTIFY, "attrib", "start"),
  MODIFY(INOTIFY, "modify", "start"),
  SERSYNC(HEAD, "sersync"),
  LOCALPATH(SERSYNC, "localpath*", "watch"),
  REMOTE(LOCALPATH, "remote*", "ip", "name"),
  RSYNC(SERSYNC, "rsync"),
  COMMON_PARAMS(RSYNC, "commonparams", "params"),
  AUTH(RSYNC, "auth", "start", "users", "passwordfile"),
  USER_DEFINED_PORT(RSYNC, "userdefinedport", "start", "port"),
  TIMEOUT(RSYNC, "timeout", "start", "time"),
  SSH(RSYNC, "ssh", "start"),
  FAIL_LOG(SERSYNC, "faillog", "path", "timetoexecute"),
  CRONTAB(SERSYNC, "crontab", "start", "schedule"),
  CRONTAB_FILTER(CRONTAB, "crontabfilter", "start"),
  CRONTAB_EXCLUDE(CRONTAB_FILTER, "exclude*", "expression"),
  SERSYNC_PLUGIN(SERSYNC, "plugin", "start", "name"),
  PLUGIN(HEAD, "plugin*", "name"),
  PLUGIN_PARAM(PLUGIN, "param", "prefix", "suffix", "ignoreerror", "timeout"),
  PLUGIN_HTTP(PLUGIN, "http", "url", "timeout"),
  PLUGIN_FILTER(PLUGIN, "filter", "start"),
  PLUGIN_INCLUDE(PLUGIN_FILTER, "include*", "expression"),
  PLUGIN_LOCALPATH(PLUGIN, "localpath", "watch"),
  PLUGIN_DESHOST(PLUGIN_LOCALPATH, "deshost", "ip", "port"),
  PLUGIN_CDNINFO(PLUGIN_LOCALPATH, "cdninfo", "domainname", "port", "username", "passwd"),
  PLUGIN_SENDURL(PLUGIN_LOCALPATH, "sendurl", "base"),
  PLUGIN_REGEXURL(PLUGIN_LOCALPATH, "regexurl", "regex", "match");

  private final @Nullable KnownElement parent;
  private final String key;
  private final boolean repeats;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of
  private final Set<String> attributes;

  KnownElement(@Nullable KnownElement parent, String key, String... attributes) {
    this.parent = parent;
    this.repeats = key.endsWith("*");
    this.key = repeats ? key.substring(0, key.length() - 1) : key;
    this.attributes = Set.of(attributes);
  }

  String key() {
    return key;
  }

  /** The lower-case names from the root's child down to this one. */
  List<String> path() {
    List<String> path = new ArrayList<>();
    for (KnownElement e = this; e != HEAD && e != null; e = e.parent) {
      path.addFirst(e.key);
    }
    return path;
  }

  private @Nullable KnownElement child(String name) {
    for (KnownElement candidate : values()) {
      if (candidate.parent == this && candidate.key.equals(name)) {
        return candidate;
      }
    }
    return null;
  }

  /** Tells what below the root counts, and what has no effect. */
  static void tell(XmlElement root, ConfigEntries entries) {
    HEAD.collect(root, entries, null);
  }

  /**
   * Tells of what is in an element.
   *
   * @param idle why nothing in it is of use; null if that is not so
   */
  private void collect(XmlElement element, ConfigEntries entries, @Nullable String idle) {
    for (XmlElement.Attribute attribute : element.attributes().values()) {
      if (!attributes.contains(attribute.name().toLowerCase(Locale.ROOT))) {
        entries.ignore(
            attribute.at(),
            "unknown attribute " + attribute.name() + " of <" + element.name() + "> is ignored");
      }
    }
    Set<String> seen = new HashSet<>();
    for (XmlElement child : element.children()) {
      KnownElement known = child(child.key());
      if (known == null) {
        entries.ignore(
            child.at(),
            "unknown element <" + child.name() + "> in <" + element.name() + "> is ignored");
      } else if (!seen.add(child.key()) && !known.repeats) {
        entries.ignore(
            child.at(), "second <" + child.name() + "> is ignored: the first one counts");
      } else {
        known.tellOne(child, entries, idle);
      }
    }
  }

  private void tellOne(XmlElement element, ConfigEntries entries, @Nullable String idle) {
    String why = idle == null ? idle(element) : idle;
    if (!attributes.isEmpty()) {
      entries.set(element.at(), element.shown());
      if (why != null) {
        entries.idle(element.at(), why);
      }
    }
    boolean off = idle == null && why != null;
    collect(element, entries, off ? "<" + element.name() + "> is switched off" : idle);
  }

  /** Why an element by itself is of no use; null if it is of some. */
  private @Nullable String idle(XmlElement element) {
    return switch (this) {
      case HOST -> "nothing listens there, as with sersync, which only prints it";
      case FILE_SYSTEM -> "every file system is watched alike, links to directories on none";
      case PLUGIN_REGEXURL -> {
        XmlElement.Attribute regex = element.attribute("regex");
        yield regex != null && regex.value().equals("true") ? null : "switched off";
      }
      default -> isOff(element) ? "switched off" : null;
    };
  }

  private boolean isOff(XmlElement element) {
    XmlElement.Attribute start = element.attribute("start");
    return attributes.contains("start")
        && (start == null ? parent != INOTIFY : !start.value().equals("true"));
  }
}
