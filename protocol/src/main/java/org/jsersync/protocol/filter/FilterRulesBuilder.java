package org.jsersync.protocol.filter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jsersync.protocol.file.DisplayName;
import org.jsersync.protocol.file.PosixException;

/**
 * Gathers filter options in the order of the command line, reading the files they name at once
 * (05-filters, sections 1 and 5.1).
 *
 * <p>Rules that need a file in every directory ({@code :}, -F) or the list of CVS ({@code -C}) are
 * refused by name: leaving them out would send, or delete, what the user wanted kept.
 */
public final class FilterRulesBuilder {
  private static final int MAX_RULE = 5119;
  private static final int MAX_DEPTH = 32;
  private static final Set<RuleModifier> NO_MODIFIERS = Set.of();

  private final List<FilterRule> rules = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private boolean nulEnds;
  private RuleFiles files =
      name -> {
        throw new IOException("rule files cannot be read here");
      };

  FilterRulesBuilder() {}

  /** Where rule files are read from; without it, naming one fails. */
  public FilterRulesBuilder files(RuleFiles from) {
    files = from;
    return this;
  }

  /** Whether lines of rule files that are read from now on end with NUL: --from0. */
  public FilterRulesBuilder from0(boolean on) {
    nulEnds = on;
    return this;
  }

  /** --filter=RULE, in FULL syntax. */
  public FilterRulesBuilder filter(byte[] rule) throws FilterSyntaxException {
    full(rule, DisplayName.of(rule), NO_MODIFIERS, 0);
    return this;
  }

  /** --exclude=PATTERN, in OLD syntax. */
  public FilterRulesBuilder exclude(byte[] pattern) throws FilterSyntaxException {
    old(pattern, RuleKind.EXCLUDE, DisplayName.of(pattern));
    return this;
  }

  /** --include=PATTERN, in OLD syntax. */
  public FilterRulesBuilder include(byte[] pattern) throws FilterSyntaxException {
    old(pattern, RuleKind.INCLUDE, DisplayName.of(pattern));
    return this;
  }

  /** --exclude-from=FILE, lines in OLD syntax. */
  public FilterRulesBuilder excludeFrom(byte[] file) throws FilterSyntaxException {
    return from(file, RuleKind.EXCLUDE);
  }

  /** --include-from=FILE, lines in OLD syntax. */
  public FilterRulesBuilder includeFrom(byte[] file) throws FilterSyntaxException {
    return from(file, RuleKind.INCLUDE);
  }

  /** A rule that is already there. */
  public FilterRulesBuilder add(FilterRule rule) {
    rules.add(rule);
    return this;
  }

  /** What the user is to be told on standard error: rules that are too long were dropped. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  public FilterRules build() {
    return FilterRules.of(rules);
  }

  private FilterRulesBuilder from(byte[] file, RuleKind kind) throws FilterSyntaxException {
    for (RuleLines.Line line : RuleLines.lines(read(file, kind.word), nulEnds)) {
      old(line.text(), kind, shown(file, line));
    }
    return this;
  }

  private void old(byte[] text, RuleKind kind, String shown) throws FilterSyntaxException {
    if (text.length > 0) {
      add(RuleParser.old(text, kind, shown), text.length, shown);
    }
  }

  /**
   * A rule in FULL syntax.
   *
   * @param inherited the modifiers that the merge rule passes on to the rules of its file
   * @param depth how many merge files we are in
   */
  private void full(byte[] text, String shown, Set<RuleModifier> inherited, int depth)
      throws FilterSyntaxException {
    if (text.length == 0) {
      return;
    }
    RuleText rule = inherit(RuleParser.full(text, shown), inherited, shown);
    if (rule.kind() == RuleKind.DIR_MERGE) {
      throw FilterSyntaxException.unsupported(
          "per-directory filter files (dir-merge, -F, -C) are not supported: " + shown);
    }
    if (rule.kind() == RuleKind.MERGE) {
      merge(rule, shown, depth + 1);
    } else if (rule.has(RuleModifier.CVS)) {
      throw FilterSyntaxException.unsupported("the CVS exclude list is not supported: " + shown);
    } else {
      add(rule, text.length, shown);
    }
  }

  private static RuleText inherit(RuleText rule, Set<RuleModifier> inherited, String shown)
      throws FilterSyntaxException {
    if (inherited.isEmpty() || rule.kind() == RuleKind.CLEAR) {
      return rule;
    }
    if (inherited.stream().anyMatch(RuleModifier::side)
        && rule.modifiers().stream().anyMatch(RuleModifier::side)) {
      throw FilterSyntaxException.syntax(
          "specified-side merge file contains specified-side filter: " + shown);
    }
    EnumSet<RuleModifier> all = EnumSet.copyOf(inherited);
    all.addAll(rule.modifiers());
    return new RuleText(rule.kind(), all, rule.pattern());
  }

  private void merge(RuleText rule, String shown, int depth) throws FilterSyntaxException {
    byte[] file = rule.pattern();
    if (rule.has(RuleModifier.XATTR)) {
      throw FilterSyntaxException.unsupported("merge files for xattrs are not supported: " + shown);
    }
    if (depth > MAX_DEPTH) {
      throw FilterSyntaxException.file(
          "[client] merge-file include depth limit (%d) exceeded at %s"
              .formatted(MAX_DEPTH, DisplayName.of(file)));
    }
    if (rule.has(RuleModifier.EXCLUDE_SELF)) {
      rules.add(new FilterRule(false, NO_MODIFIERS, baseName(file)));
    }
    byte[] content = read(file, RuleKind.EXCLUDE.word);
    boolean cvs = rule.has(RuleModifier.CVS);
    boolean bare = rule.modifiers().stream().anyMatch(RuleModifier::bare);
    RuleKind bareKind = rule.has(RuleModifier.BARE_INCLUDE) ? RuleKind.INCLUDE : RuleKind.EXCLUDE;
    Set<RuleModifier> inherited = EnumSet.copyOf(rule.modifiers());
    inherited.retainAll(
        EnumSet.of(
            RuleModifier.ABSOLUTE,
            RuleModifier.PERISHABLE,
            RuleModifier.SENDER,
            RuleModifier.RECEIVER));
    for (RuleLines.Line line :
        cvs || rule.has(RuleModifier.WORDS)
            ? RuleLines.words(content)
            : RuleLines.lines(content, nulEnds)) {
      byte[] text = line.text();
      if (!bare) {
        full(text, shown(file, line), inherited, depth);
      } else if (cvs && Arrays.equals(text, new byte[] {'!'})) {
        rules.clear();
      } else {
        add(new RuleText(bareKind, inherited, text), text.length, shown(file, line));
      }
    }
  }

  private void add(RuleText rule, int length, String shown) {
    if (rule.kind() == RuleKind.CLEAR) {
      rules.clear();
    } else if (length > MAX_RULE || rule.pattern().length > FilterRule.MAX_PATTERN) {
      warnings.add("discarding over-long filter: " + shown);
    } else {
      rules.add(new FilterRule(rule.kind().includes(), rule.modifiers(), rule.pattern()));
    }
  }

  private byte[] read(byte[] file, String option) throws FilterSyntaxException {
    try {
      return files.read(file);
    } catch (PosixException e) {
      throw unreadable(file, option, e.reason() + " (" + e.errno() + ")");
    } catch (IOException e) {
      throw unreadable(file, option, String.valueOf(e.getMessage()));
    }
  }

  private static FilterSyntaxException unreadable(byte[] file, String option, String reason) {
    return FilterSyntaxException.file(
        "rsync: [client] failed to open %s file %s: %s"
            .formatted(option, DisplayName.of(file), reason));
  }

  private static byte[] baseName(byte[] file) {
    int start = file.length;
    while (start > 0 && file[start - 1] != '/') {
      start--;
    }
    return Arrays.copyOfRange(file, start, file.length);
  }

  /** Rules that come from a file are not repeated in messages. */
  private static String shown(byte[] file, RuleLines.Line line) {
    String name = DisplayName.of(file);
    return line.number() == 0
        ? "<rule from " + name + ">"
        : "<rule from " + name + " line " + line.number() + ">";
  }
}
