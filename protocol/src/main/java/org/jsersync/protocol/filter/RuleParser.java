package org.jsersync.protocol.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jsersync.protocol.file.DisplayName;
import org.jspecify.annotations.Nullable;

/** Reads the text of one rule (05-filters, sections 1.2 to 1.4). */
final class RuleParser {
  private final byte[] text;
  private final String shown;
  private int at;

  private RuleParser(byte[] text, String shown) {
    this.text = text;
    this.shown = shown;
  }

  /**
   * A rule in FULL syntax: kind, modifiers, one separator, pattern.
   *
   * @param text not empty
   * @param shown the rule as messages name it
   */
  static RuleText full(byte[] text, String shown) throws FilterSyntaxException {
    return new RuleParser(text, shown).full();
  }

  /**
   * A rule in OLD syntax: a pattern that may override the default action.
   *
   * @param text not empty
   * @param kind the default action, exclude or include
   */
  static RuleText old(byte[] text, RuleKind kind, String shown) throws FilterSyntaxException {
    if (text.length == 1 && text[0] == '!') {
      return new RuleText(RuleKind.CLEAR, Set.of(), new byte[0]);
    }
    if (text.length < 2 || text[1] != ' ' || (text[0] != '-' && text[0] != '+')) {
      return new RuleText(kind, Set.of(), text);
    }
    RuleParser parser = new RuleParser(text, shown);
    parser.at = 2;
    RuleKind written = text[0] == '-' ? RuleKind.EXCLUDE : RuleKind.INCLUDE;
    return new RuleText(written, Set.of(), parser.pattern(false));
  }

  private RuleText full() throws FilterSyntaxException {
    RuleKind kind = kind();
    if (kind == RuleKind.CLEAR) {
      if (at < text.length) {
        throw FilterSyntaxException.syntax("'!' rule has trailing characters: " + shown);
      }
      return new RuleText(kind, Set.of(), new byte[0]);
    }
    EnumSet<RuleModifier> modifiers = modifiers(kind);
    boolean cvs = modifiers.contains(RuleModifier.CVS);
    byte[] pattern = pattern(cvs);
    if (cvs && kind.readsFile() && pattern.length == 0) {
      pattern = ".cvsignore".getBytes(US_ASCII);
    }
    return switch (kind) {
      case HIDE -> sided(RuleKind.EXCLUDE, RuleModifier.SENDER, modifiers, pattern);
      case SHOW -> sided(RuleKind.INCLUDE, RuleModifier.SENDER, modifiers, pattern);
      case PROTECT -> sided(RuleKind.EXCLUDE, RuleModifier.RECEIVER, modifiers, pattern);
      case RISK -> sided(RuleKind.INCLUDE, RuleModifier.RECEIVER, modifiers, pattern);
      default -> new RuleText(kind, modifiers, pattern);
    };
  }

  private static RuleText sided(
      RuleKind kind, RuleModifier side, EnumSet<RuleModifier> modifiers, byte[] pattern) {
    modifiers.add(side);
    return new RuleText(kind, modifiers, pattern);
  }

  private RuleKind kind() throws FilterSyntaxException {
    for (RuleKind kind : RuleKind.values()) {
      boolean letter = text[0] == kind.letter;
      if (letter || startsWithWord(kind.word)) {
        at = letter ? 1 : kind.word.length();
        boolean comma = at < text.length && text[at] == ',';
        if (comma && !(letter && kind == RuleKind.CLEAR)) {
          at++;
        }
        return kind;
      }
    }
    throw FilterSyntaxException.syntax("Unknown filter rule: " + shown);
  }

  private boolean startsWithWord(String word) {
    int length = word.length();
    if (text.length < length || !word.equals(new String(text, 0, length, US_ASCII))) {
      return false;
    }
    return text.length == length
        || text[length] == ','
        || text[length] == '_'
        || RuleLines.isSpace(text[length]);
  }

  private EnumSet<RuleModifier> modifiers(RuleKind kind) throws FilterSyntaxException {
    EnumSet<RuleModifier> modifiers = EnumSet.noneOf(RuleModifier.class);
    for (; at < text.length && text[at] != ' ' && text[at] != '_'; at++) {
      @Nullable RuleModifier modifier = RuleModifier.of(text[at]);
      if (modifier == null
          || !modifier.fits(kind)
          || (modifier.bare() && modifiers.stream().anyMatch(RuleModifier::bare))) {
        throw FilterSyntaxException.syntax(
            "invalid modifier '%s' at position %d in filter rule: %s"
                .formatted(DisplayName.of(new byte[] {text[at]}), at, shown));
      }
      modifiers.add(modifier);
    }
    at = Math.min(at + 1, text.length);
    return modifiers;
  }

  private byte[] pattern(boolean mayBeEmpty) throws FilterSyntaxException {
    if (at == text.length && !mayBeEmpty) {
      throw FilterSyntaxException.syntax("unexpected end of filter rule: " + shown);
    }
    return Arrays.copyOfRange(text, at, text.length);
  }
}
