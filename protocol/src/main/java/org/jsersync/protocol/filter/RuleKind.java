package org.jsersync.protocol.filter;

/** What a rule in FULL syntax begins with (05-filters, section 1.3). */
enum RuleKind {
  EXCLUDE('-', "exclude"),
  INCLUDE('+', "include"),
  MERGE('.', "merge"),
  DIR_MERGE(':', "dir-merge"),
  HIDE('H', "hide"),
  SHOW('S', "show"),
  PROTECT('P', "protect"),
  RISK('R', "risk"),
  CLEAR('!', "clear");

  final char letter;
  final String word;

  RuleKind(char letter, String word) {
    this.letter = letter;
    this.word = word;
  }

  boolean readsFile() {
    return this == MERGE || this == DIR_MERGE;
  }

  /** Whether the kind itself says for which side it is. */
  boolean hasSide() {
    return this == HIDE || this == SHOW || this == PROTECT || this == RISK;
  }

  boolean includes() {
    return this == INCLUDE || this == SHOW || this == RISK;
  }
}
