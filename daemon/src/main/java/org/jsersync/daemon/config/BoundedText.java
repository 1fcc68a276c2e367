package org.jsersync.daemon.config;

/** A text that may be looked at so many times. Used by one thread. */
final class BoundedText implements CharSequence {
  private final String text;
  private final int most;
  private final int mostInAll;
  private int looks;
  private int looksInAll;

  /** The looks are used up. */
  static final class TooManyLooks extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyLooks() {
      super(null, null, false, false);
    }
  }

  /**
   * A text.
   *
   * @param most looks at chars, between two calls of {@link #again}
   * @param mostInAll looks at chars
   */
  BoundedText(String text, int most, int mostInAll) {
    this.text = text;
    this.most = most;
    this.mostInAll = mostInAll;
  }

  /** It may be looked at anew. */
  void again() {
    looks = 0;
  }

  @Override
  public char charAt(int index) {
    if (++looks > most || ++looksInAll > mostInAll) {
      throw new TooManyLooks();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
