package org.jsersync.protocol.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * Filter rules in their order; the first that hits a name decides (05-filters, section 2.2).
 * Immutable.
 *
 * <p>rsync appends rules of its own to those of the command line (section 2.2): {@code P *SUFFIX}
 * for backups and {@code -p DIR/} for a partial directory. Whoever supports those options adds them
 * to the builder last.
 */
public final class FilterRules {
  /** No rules: everything is included. */
  public static final FilterRules EMPTY = new FilterRules(new FilterRule[0], new byte[0], null);

  private final FilterRule[] rules;
  private final byte[] root;
  private final @Nullable HiddenNames hidden;

  private FilterRules(FilterRule[] rules, byte[] root, @Nullable HiddenNames hidden) {
    this.rules = rules;
    this.root = root;
    this.hidden = hidden;
  }

  /** These rules, in this order. */
  public static FilterRules of(List<FilterRule> rules) {
    return rules.isEmpty()
        ? EMPTY
        : new FilterRules(rules.toArray(FilterRule[]::new), EMPTY.root, null);
  }

  /** Takes options of all kinds in the order of the command line. */
  public static FilterRulesBuilder builder() {
    return new FilterRulesBuilder();
  }

  /**
   * The same rules for a transfer from this directory: rules with the modifier {@code /} look at
   * the full path (05-filters, section 3.3). Until this is said, the root of the transfer is "/".
   *
   * @param directory absolute: where paths that are asked about begin
   */
  public FilterRules rootedAt(BytePath directory) {
    if (!directory.isAbsolute()) {
      throw new IllegalArgumentException("not absolute: " + directory);
    }
    byte[] full = directory.toBytes();
    byte[] prefix = Arrays.copyOfRange(full, 1, full.length);
    if (prefix.length > 0) {
      prefix = Arrays.copyOf(prefix, prefix.length + 1);
      prefix[prefix.length - 1] = '/';
    }
    return new FilterRules(rules, prefix, hidden);
  }

  /**
   * The same rules, after a test that no rule can express: what it hits is hidden from the sender.
   * It does not travel; protecting such names at the destination takes rules.
   */
  public FilterRules hiding(HiddenNames names) {
    return new FilterRules(rules, root, names);
  }

  /** These rules and, behind them, others: those decide what none of these hits. */
  public FilterRules followedBy(FilterRules others) {
    FilterRule[] all = Arrays.copyOf(rules, rules.length + others.rules.length);
    System.arraycopy(others.rules, 0, all, rules.length, others.rules.length);
    return new FilterRules(all, root, hidden);
  }

  /** Whether nothing is filtered. */
  public boolean isEmpty() {
    return rules.length == 0 && hidden == null;
  }

  /** The rules. */
  public List<FilterRule> rules() {
    return List.of(rules);
  }

  /**
   * The verdict on this one name; its parents are not looked at.
   *
   * @param path relative to the root of the transfer; the root itself is never excluded
   * @param directory whether it is a directory; a symlink to one is none
   */
  public boolean excludes(BytePath path, boolean directory, Side side) {
    return !isEmpty() && excludes(path.toBytes(), path.length(), directory, side);
  }

  /**
   * The same for the first {@code length} bytes of an array, without allocating anything (but for
   * patterns of more than 63 tokens).
   */
  public boolean excludes(byte[] path, int length, boolean directory, Side side) {
    if (length == 0) {
      return false;
    }
    if (side == Side.SENDER && hidden != null && hidden.hides(path, length, directory)) {
      return true;
    }
    int name = length;
    while (name > 0 && path[name - 1] != '/') {
      name--;
    }
    for (FilterRule rule : rules) {
      if (rule.appliesTo(side) && rule.hits(root, path, length, name, directory)) {
        return !rule.include();
      }
    }
    return false;
  }

  /** Whether a sender has rules for extended attributes, which decide alone then. */
  public boolean filtersXattrs() {
    return Arrays.stream(rules).anyMatch(FilterRule::appliesToXattrs);
  }

  /** The verdict on the name of an extended attribute, at the sender. */
  public boolean excludesXattr(byte[] name) {
    for (FilterRule rule : rules) {
      if (rule.appliesToXattrs() && rule.hits(root, name, name.length, 0, false)) {
        return !rule.include();
      }
    }
    return false;
  }

  /**
   * Whether the sender leaves the path out: because it is excluded itself, or because a directory
   * above it is, whatever the rules say about the path then (05-filters, section 2.1).
   */
  public boolean excludesEffectively(BytePath path, boolean directory) {
    if (isEmpty()) {
      return false;
    }
    byte[] bytes = path.toBytes();
    for (int i = 1; i < bytes.length; i++) {
      if (bytes[i] == '/' && excludes(bytes, i, true, Side.SENDER)) {
        return true;
      }
    }
    return excludes(bytes, bytes.length, directory, Side.SENDER);
  }

  /**
   * What a push sends to the daemon, each rule without its length and without the terminating zero
   * (05-filters, section 8.2). Whether anything is sent at all is the caller's business (8.1).
   *
   * @param deleteExcluded whether rules without a side are the sender's only
   */
  public List<byte[]> wireForPush(boolean deleteExcluded) {
    List<byte[]> wire = new ArrayList<>(rules.length);
    for (FilterRule rule : rules) {
      if (rule.reachesReceiver() && !(deleteExcluded && !rule.hasSide())) {
        wire.add(rule.bytes());
      }
    }
    return wire;
  }

  /** The rules in FULL syntax, for people. */
  @Override
  public String toString() {
    return Arrays.toString(rules);
  }
}
