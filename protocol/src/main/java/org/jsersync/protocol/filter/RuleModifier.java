package org.jsersync.protocol.filter;

import org.jspecify.annotations.Nullable;

/**
 * A rule's modifiers, in the order in which they stand on the wire (05-filters, sections 1.4 and
 * 8.2).
 */
enum RuleModifier {
  ABSOLUTE('/'),
  NEGATED('!'),
  CVS('C'),
  NO_INHERIT('n'),
  WORDS('w'),
  BARE_EXCLUDE('-'),
  BARE_INCLUDE('+'),
  EXCLUDE_SELF('e'),
  XATTR('x'),
  SENDER('s'),
  RECEIVER('r'),
  PERISHABLE('p');

  final char letter;

  RuleModifier(char letter) {
    this.letter = letter;
  }

  static @Nullable RuleModifier of(byte letter) {
    for (RuleModifier modifier : values()) {
      if (modifier.letter == letter) {
        return modifier;
      }
    }
    return null;
  }

  /** Whether the lines of the file that the rule names are patterns and nothing else. */
  boolean bare() {
    return this == CVS || this == BARE_EXCLUDE || this == BARE_INCLUDE;
  }

  boolean side() {
    return this == SENDER || this == RECEIVER;
  }

  /** Whether a rule of this kind may carry it. */
  boolean fits(RuleKind kind) {
    return switch (this) {
      case ABSOLUTE, XATTR, PERISHABLE -> true;
      case NEGATED -> !kind.readsFile();
      case CVS -> kind == RuleKind.EXCLUDE || kind.readsFile();
      case SENDER, RECEIVER -> !kind.hasSide();
      case NO_INHERIT, WORDS, BARE_EXCLUDE, BARE_INCLUDE, EXCLUDE_SELF -> kind.readsFile();
    };
  }
}
