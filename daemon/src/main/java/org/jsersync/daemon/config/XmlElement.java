package org.jsersync.daemon.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One element of a configuration file.
 *
 * @param name as written
 * @param at where its tag begins
 * @param attributes by lower-case name, in the order written
 * @param children in the order written
 */
record XmlElement(
    String name, Position at, Map<String, Attribute> attributes, List<XmlElement> children) {

  /**
   * One attribute.
   *
   * @param name as written
   * @param value as {@link ByteText}
   */
  record Attribute(String name, String value, Position at) {}

  /** The name by which it is known: letter case does not count. */
  String key() {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The first child with that name, the only one that counts; null if there is none. */
  @Nullable XmlElement child(String key) {
    for (XmlElement child : children) {
      if (child.key().equals(key)) {
        return child;
      }
    }
    return null;
  }

  /** All children with that name. */
  List<XmlElement> children(String key) {
    return children.stream().filter(child -> child.key().equals(key)).toList();
  }

  /** Its tag for people, passwords aside. */
  String shown() {
    StringBuilder text = new StringBuilder("<").append(name);
    for (Attribute attribute : attributes.values()) {
      boolean secret = attribute.name().equalsIgnoreCase("passwd");
      text.append(' ').append(attribute.name()).append("=\"");
      text.append(secret ? "…" : attribute.value()).append('"');
    }
    return text.append('>').toString();
  }

  @Nullable Attribute attribute(String key) {
    return attributes.get(key);
  }
}
