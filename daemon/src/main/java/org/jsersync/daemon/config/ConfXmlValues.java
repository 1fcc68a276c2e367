package org.jsersync.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one configuration file, by {@link KnownElement}, with what each reading of them has
 * to say: an error names the place, a doubt becomes a note.
 */
final class ConfXmlValues {
  private final String file;
  private final XmlElement root;
  private final ConfigEntries entries;

  ConfXmlValues(String file, XmlElement root) {
    this.file = file;
    this.root = root;
    this.entries = new ConfigEntries(file);
    KnownElement.tell(root, entries);
  }

  XmlElement root() {
    return root;
  }

  /** The element that counts; null if it is missing. */
  @Nullable XmlElement element(KnownElement which) {
    XmlElement at = root;
    for (String key : which.path()) {
      at = at == null ? null : at.child(key);
    }
    return at;
  }

  /** All the elements of a kind that may be repeated, or none. */
  List<XmlElement> elements(KnownElement parent, KnownElement which) {
    XmlElement in = element(parent);
    return in == null ? List.of() : in.children(which.key());
  }

  /**
   * A switch: on for exactly {@code true} (06-sersync, section 3.1).
   *
   * @param missing what holds if element or attribute are missing
   */
  boolean on(KnownElement which, String attribute, boolean missing) {
    return on(element(which), attribute, missing);
  }

  /** A switch of an element that may be missing. */
  boolean on(@Nullable XmlElement element, String attribute, boolean missing) {
    XmlElement.Attribute found = element == null ? null : element.attribute(attribute);
    if (found == null) {
      return missing;
    }
    String value = found.value();
    if (!value.equals("true") && !value.equals("false")) {
      note(found.at(), found.name() + "=\"" + value + "\" means off: only \"true\" switches on");
    }
    return value.equals("true");
  }

  /** A switch that is off when missing. */
  boolean on(KnownElement which) {
    return on(which, "start", false);
  }

  /** The text of an attribute; the default if element or attribute are missing. */
  String text(KnownElement which, String attribute, String missing) {
    XmlElement.Attribute found = attribute(which, attribute);
    return found == null ? missing : found.value();
  }

  /** The text of an attribute that has no default. */
  String required(XmlElement element, String attribute, String what) throws ConfigException {
    XmlElement.Attribute found = element.attribute(attribute);
    if (found == null) {
      throw error(element.at(), "<" + element.name() + "> has no " + attribute + ": " + what);
    }
    if (found.value().isBlank()) {
      throw error(found.at(), found.name() + " is empty: " + what);
    }
    return found.value().strip();
  }

  /** A whole number within bounds. */
  int number(KnownElement which, String attribute, int missing, int min, int max)
      throws ConfigException {
    return number(element(which), attribute, missing, min, max);
  }

  /** A whole number within bounds, of an element that may be missing. */
  int number(@Nullable XmlElement element, String attribute, int missing, int min, int max)
      throws ConfigException {
    XmlElement.Attribute found = element == null ? null : element.attribute(attribute);
    if (found == null) {
      return missing;
    }
    String value = found.value().strip();
    if (value.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw error(
        found.at(),
        found.name() + "=\"" + found.value() + "\" is no number from " + min + " to " + max);
  }

  private XmlElement.@Nullable Attribute attribute(KnownElement which, String attribute) {
    XmlElement element = element(which);
    return element == null ? null : element.attribute(attribute);
  }

  ConfigException error(@Nullable Position at, String message) {
    return new ConfigException(file, at, message);
  }

  ConfigException nothingToDo(@Nullable Position at, String message) {
    return error(at, message).as(Fault.NOTHING_TO_DO);
  }

  void note(@Nullable Position at, String text) {
    entries.doubt(at, text);
  }

  /** Everything that there is to say about the file. */
  ConfigEntries entries() {
    return entries;
  }
}
