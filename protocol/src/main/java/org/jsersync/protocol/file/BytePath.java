package org.jsersync.protocol.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A path as the kernel knows it: bytes, components separated by {@code /}, never decoded.
 *
 * <p>Absolute when it starts with {@code /}; otherwise relative to a root that the context names.
 * The root itself is {@link #ROOT}, the empty path. No trailing slash, no empty component. Compared
 * as unsigned bytes. {@link #toString} is for people only: control characters and bytes that are no
 * UTF-8 are shown as {@code \#ooo}, as rsync shows them (04-options, section 5.7).
 */
public final class BytePath implements Comparable<BytePath> {
  /** The root of whatever tree a relative path is relative to; on the wire its name is ".". */
  public static final BytePath ROOT = new BytePath(new byte[0]);

  private final byte[] bytes;
  private int hash;

  private BytePath(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The path with these bytes; repeated and trailing slashes and "." components are dropped. */
  public static BytePath of(byte[] raw) {
    return new BytePath(normalise(raw));
  }

  /** The path that UTF-8 makes of this text; for literals and for what people typed. */
  public static BytePath of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The child of this path with the given name.
   *
   * @param name one component, taken as it is
   * @throws IllegalArgumentException if the name is empty or holds a slash or NUL
   */
  public BytePath child(byte[] name) {
    if (name.length == 0) {
      throw new IllegalArgumentException("empty name in " + this);
    }
    for (byte b : name) {
      if (b == '/' || b == 0) {
        throw new IllegalArgumentException("slash or NUL in a name below " + this);
      }
    }
    return join(name);
  }

  /** This path followed by the given relative one. */
  public BytePath resolve(BytePath relative) {
    if (relative.isEmpty()) {
      return this;
    }
    if (relative.isAbsolute()) {
      throw new IllegalArgumentException("absolute: " + relative);
    }
    return join(relative.bytes);
  }

  private BytePath join(byte[] tail) {
    if (bytes.length == 0) {
      return new BytePath(tail.clone());
    }
    boolean slash = bytes[bytes.length - 1] != '/';
    byte[] joined = Arrays.copyOf(bytes, bytes.length + (slash ? 1 : 0) + tail.length);
    if (slash) {
      joined[bytes.length] = '/';
    }
    System.arraycopy(tail, 0, joined, joined.length - tail.length, tail.length);
    return new BytePath(joined);
  }

  /** The path one level up; null for {@link #ROOT} and for "/". */
  public @Nullable BytePath parent() {
    if (bytes.length == 0 || (bytes.length == 1 && bytes[0] == '/')) {
      return null;
    }
    int slash = lastSlash();
    if (slash < 0) {
      return ROOT;
    }
    return new BytePath(Arrays.copyOf(bytes, Math.max(slash, 1)));
  }

  /** The last component's bytes; empty for {@link #ROOT}. */
  public byte[] name() {
    return Arrays.copyOfRange(bytes, lastSlash() + 1, bytes.length);
  }

  /** Whether this is the given path or lies below it. */
  public boolean startsWith(BytePath ancestor) {
    int n = ancestor.bytes.length;
    if (n == 0) {
      return !isAbsolute();
    }
    return bytes.length >= n
        && Arrays.equals(bytes, 0, n, ancestor.bytes, 0, n)
        && (bytes.length == n || bytes[n] == '/' || ancestor.bytes[n - 1] == '/');
  }

  /**
   * This path seen from an ancestor.
   *
   * @throws IllegalArgumentException if it does not lie there
   */
  public BytePath relativeTo(BytePath ancestor) {
    if (!startsWith(ancestor)) {
      throw new IllegalArgumentException(this + " is not below " + ancestor);
    }
    return of(Arrays.copyOfRange(bytes, stripped(ancestor.bytes.length), bytes.length));
  }

  private int stripped(int from) {
    int start = from;
    while (start < bytes.length && bytes[start] == '/') {
      start++;
    }
    return start;
  }

  /** Whether this is {@link #ROOT}. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Whether it starts with a slash. */
  public boolean isAbsolute() {
    return bytes.length > 0 && bytes[0] == '/';
  }

  /** Number of components; 0 for {@link #ROOT}. */
  public int depth() {
    if (bytes.length == 0) {
      return 0;
    }
    int n = 1;
    for (byte b : bytes) {
      if (b == '/') {
        n++;
      }
    }
    return n;
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** The bytes themselves, for this package's system calls; nobody changes them. */
  byte[] raw() {
    return bytes;
  }

  /** Number of bytes. */
  public int length() {
    return bytes.length;
  }

  /** The byte at an index. */
  public byte at(int index) {
    return bytes[index];
  }

  private int lastSlash() {
    for (int i = bytes.length - 1; i >= 0; i--) {
      if (bytes[i] == '/') {
        return i;
      }
    }
    return -1;
  }

  private static byte[] normalise(byte[] raw) {
    byte[] out = new byte[raw.length];
    int n = 0;
    int i = 0;
    if (raw.length > 0 && raw[0] == '/') {
      out[n++] = '/';
    }
    while (i < raw.length) {
      int start = i;
      while (i < raw.length && raw[i] != '/') {
        if (raw[i] == 0) {
          throw new IllegalArgumentException("NUL in a path");
        }
        i++;
      }
      int length = i - start;
      if (length > 0 && !(length == 1 && raw[start] == '.')) {
        if (n > 0 && out[n - 1] != '/') {
          out[n++] = '/';
        }
        System.arraycopy(raw, start, out, n, length);
        n += length;
      }
      i++;
    }
    return Arrays.copyOf(out, n);
  }

  @Override
  public int compareTo(BytePath other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BytePath path && Arrays.equals(bytes, path.bytes);
  }

  @Override
  public int hashCode() {
    int h = hash;
    if (h == 0) {
      h = Arrays.hashCode(bytes);
      hash = h;
    }
    return h;
  }

  @Override
  public String toString() {
    return bytes.length == 0 ? "." : DisplayName.of(bytes);
  }
}
