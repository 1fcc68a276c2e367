package org.jsersync.protocol.flist;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jsersync.protocol.checksum.FileHasher;
import org.jspecify.annotations.Nullable;

/**
 * The extended attributes of an entry, sorted by name, as a list carries them: a long value goes by
 * its digest, and the receiver asks for it by the attribute's number in the set (02-filelist,
 * section 3.8).
 */
public final class XattrSet {
  /** Longer values go by their digest. */
  static final int MOST_INLINE = 32;

  private static final int UNLISTED = -1;

  static final XattrSet EMPTY = new XattrSet(List.of());

  private final List<Xattr> attributes;
  private int number = UNLISTED;
  private boolean spoiled;

  /**
   * One attribute.
   *
   * @param name the whole name, as Linux has it
   * @param length of the value, bytes
   * @param shown the value, or the digest of a long one
   */
  public record Xattr(byte[] name, int length, byte[] shown) {
    static Xattr of(byte[] name, byte[] value, FileHasher digest) {
      return new Xattr(name, value.length, shown(value, digest));
    }

    private static byte[] shown(byte[] value, FileHasher digest) {
      if (value.length <= MOST_INLINE) {
        return value;
      }
      digest.begin(value.length);
      digest.update(value, 0, value.length);
      return digest.digest();
    }

    /** Whether this is the value that was listed. */
    public boolean hasValue(byte[] value, FileHasher digest) {
      return value.length == length && Arrays.equals(shown, shown(value, digest));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Xattr that
          && length == that.length
          && Arrays.equals(name, that.name)
          && Arrays.equals(shown, that.shown);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(name) + Arrays.hashCode(shown);
    }
  }

  private XattrSet(List<Xattr> attributes) {
    this.attributes = attributes;
  }

  /** A set of attributes with different names. */
  static XattrSet of(List<Xattr> attributes) {
    return attributes.isEmpty()
        ? EMPTY
        : new XattrSet(
            attributes.stream()
                .sorted(Comparator.comparing(Xattr::name, Arrays::compareUnsigned))
                .toList());
  }

  public int size() {
    return attributes.size();
  }

  List<Xattr> attributes() {
    return attributes;
  }

  /** The attribute with a number, 1 to {@link #size}. */
  public Xattr numbered(int number) {
    return attributes.get(number - 1);
  }

  /** It went over by this number; not for the empty set, which sessions share. */
  void listedAs(int itsNumber) {
    number = itsNumber;
  }

  /** Whether the receiver knows this one and the other as one. */
  public boolean isListedAs(XattrSet other) {
    return number != UNLISTED && number == other.number;
  }

  /**
   * A value could not be sent as it was listed, so what the receiver remembers of this set is
   * wrong: no other entry may go by it.
   */
  public void spoil() {
    spoiled = true;
  }

  boolean isSpoiled() {
    return spoiled;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof XattrSet that && attributes.equals(that.attributes);
  }

  @Override
  public int hashCode() {
    return attributes.hashCode();
  }
}
