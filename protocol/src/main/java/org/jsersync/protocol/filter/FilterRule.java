package org.jsersync.protocol.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jsersync.protocol.file.DisplayName;

/**
 * One exclude or include rule (05-filters, sections 1 to 3). Hide, show, protect and risk are
 * excludes and includes for one side; merge files have become the rules they hold.
 */
public final class FilterRule {
  /** Longer rules are dropped by whoever reads them (05-filters, section 1.5). */
  static final int MAX_PATTERN = 4095;

  private final boolean include;
  private final Set<RuleModifier> modifiers;
  private final byte[] pattern;
  private final boolean negated;
  private final boolean forSender;
  private final boolean forReceiver;
  private final boolean forXattrs;
  private final PathPattern matcher;

  /**
   * A rule.
   *
   * @param modifiers those that an exclude or include may have, without CVS
   * @param pattern 1 to {@link #MAX_PATTERN} bytes
   */
  FilterRule(boolean include, Set<RuleModifier> modifiers, byte[] pattern) {
    if (pattern.length == 0 || pattern.length > MAX_PATTERN) {
      throw new IllegalArgumentException("a pattern of " + pattern.length + " bytes");
    }
    this.include = include;
    this.modifiers = EnumSet.noneOf(RuleModifier.class);
    this.modifiers.addAll(modifiers);
    this.pattern = pattern.clone();
    this.negated = modifiers.contains(RuleModifier.NEGATED);
    boolean path = !modifiers.contains(RuleModifier.XATTR);
    boolean sender = modifiers.contains(RuleModifier.SENDER) || !hasSide();
    this.forSender = path && sender;
    this.forXattrs = !path && sender;
    this.forReceiver = path && (modifiers.contains(RuleModifier.RECEIVER) || !hasSide());
    this.matcher = new PathPattern(pattern, modifiers.contains(RuleModifier.ABSOLUTE));
  }

  /** Whether a hit includes; otherwise it excludes. */
  public boolean include() {
    return include;
  }

  /** Whether the rule says which side it is for. */
  boolean hasSide() {
    return modifiers.stream().anyMatch(RuleModifier::side);
  }

  /** Whether this side heeds it when it looks at a path; nobody does if it is about xattrs. */
  boolean appliesTo(Side side) {
    return side == Side.SENDER ? forSender : forReceiver;
  }

  /** Whether a sender heeds it when it looks at the name of an extended attribute. */
  boolean appliesToXattrs() {
    return forXattrs;
  }

  /** Whether it is meant for the receiver, and so has to be sent in a push. */
  boolean reachesReceiver() {
    return !hasSide() || modifiers.contains(RuleModifier.RECEIVER);
  }

  /** Whether it decides about a path; the parameters are those of {@link PathPattern#matches}. */
  boolean hits(byte[] root, byte[] path, int length, int name, boolean directory) {
    return matcher.matches(root, path, length, name, directory) != negated;
  }

  /** The rule as it goes over the wire, without its length (05-filters, section 8.2). */
  byte[] bytes() {
    StringBuilder prefix = new StringBuilder(include ? "+" : "-");
    modifiers.forEach(modifier -> prefix.append(modifier.letter));
    byte[] start = prefix.append(' ').toString().getBytes(US_ASCII);
    byte[] rule = Arrays.copyOf(start, start.length + pattern.length);
    System.arraycopy(pattern, 0, rule, start.length, pattern.length);
    return rule;
  }

  /** The rule in FULL syntax, for people. */
  @Override
  public String toString() {
    return DisplayName.of(bytes());
  }
}
