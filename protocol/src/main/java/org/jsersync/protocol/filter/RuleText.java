package org.jsersync.protocol.filter;

import java.util.Set;

/**
 * A rule as it was written, taken apart but not yet acted upon.
 *
 * @param kind its kind; hide, show, protect and risk have become exclude and include with a side
 * @param modifiers its modifiers
 * @param pattern what it is about: a pattern, or a file's name
 */
record RuleText(RuleKind kind, Set<RuleModifier> modifiers, byte[] pattern) {
  boolean has(RuleModifier modifier) {
    return modifiers.contains(modifier);
  }
}
