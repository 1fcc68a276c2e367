package org.jsersync.daemon.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Alternatives, each a sequence of pieces: what an expression matches, or more. Immutable.
 *
 * @param words the alternatives
 */
record GlobSet(Set<List<GlobPiece>> words) {
  /** The empty text. */
  static final GlobSet EMPTY = new GlobSet(Set.of(List.of()));

  static final GlobSet ANYTHING = new GlobSet(Set.of(List.of(GlobPiece.ANYTHING)));

  private static final int MOST_WORDS = 64;
  private static final int MOST_PIECES = 256;

  /** It would be too much for a list of rules. */
  static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMany() {
      super(null, null, false, false);
    }
  }

  GlobSet {
    if (words.size() > MOST_WORDS || words.stream().anyMatch(word -> word.size() > MOST_PIECES)) {
      throw new TooMany();
    }
  }

  /**
   * One byte of a set.
   *
   * @param coarse whether, if it may be the slash or another one, anything will do
   */
  static GlobSet one(ByteSet members, boolean coarse) {
    Set<List<GlobPiece>> words = new LinkedHashSet<>();
    ByteSet inName = members.withoutSlash();
    if (coarse && members.hasSlash() && !inName.isEmpty()) {
      return ANYTHING;
    }
    if (!inName.isEmpty()) {
      words.add(List.of(GlobPiece.one(inName)));
    }
    if (members.hasSlash()) {
      words.add(List.of(GlobPiece.SLASH));
    }
    return new GlobSet(words);
  }

  GlobSet or(GlobSet other) {
    Set<List<GlobPiece>> all = new LinkedHashSet<>(words);
    all.addAll(other.words);
    return new GlobSet(all);
  }

  GlobSet then(GlobSet next) {
    Set<List<GlobPiece>> all = new LinkedHashSet<>();
    for (List<GlobPiece> word : words) {
      for (List<GlobPiece> end : next.words) {
        all.add(joined(word, end));
        if (all.size() > MOST_WORDS) {
          throw new TooMany();
        }
      }
    }
    return new GlobSet(all);
  }

  /** Runs that stand side by side are one. */
  private static List<GlobPiece> joined(List<GlobPiece> word, List<GlobPiece> end) {
    List<GlobPiece> all = new ArrayList<>(word);
    for (GlobPiece piece : end) {
      GlobPiece last = all.isEmpty() ? null : all.getLast();
      if (last != null && last.run() && piece.run()) {
        all.set(all.size() - 1, last.takesSlash() ? last : piece);
      } else {
        all.add(piece);
      }
    }
    return List.copyOf(all);
  }

  /** Any number of them; more than that, unless they are runs or single bytes of a name. */
  GlobSet star() {
    if (words.equals(Set.of(List.of(GlobPiece.SLASH)))) {
      // Two slashes do not stand side by side in a path.
      return EMPTY.or(this);
    }
    boolean slash = words.stream().flatMap(List::stream).anyMatch(GlobPiece::takesSlash);
    return new GlobSet(Set.of(List.of(slash ? GlobPiece.ANYTHING : GlobPiece.IN_NAME)));
  }

  /**
   * So many of them, or more than that.
   *
   * @param most -1: any number
   */
  GlobSet repeated(int least, int most) {
    GlobSet all = EMPTY;
    for (int i = 0; i < least; i++) {
      all = all.then(this);
    }
    if (most < 0) {
      return all.then(star());
    }
    GlobSet more = EMPTY;
    for (int i = least; i < most; i++) {
      more = EMPTY.or(then(more));
    }
    return all.then(more);
  }
}
