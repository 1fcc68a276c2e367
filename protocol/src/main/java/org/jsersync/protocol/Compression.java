package org.jsersync.protocol;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the token stream is compressed (03-transfer, section 6.7), in the order in which codecs are
 * offered. All names and arguments of a codec stand here; its bytes are {@code token}'s.
 */
public enum Compression {
  /** The best that both sides know. */
  AUTO("auto", true, null),
  ZSTD("zstd", false, "--compress-choice=zstd"),
  LZ4("lz4", false, "--compress-choice=lz4"),
  ZLIBX("zlibx", false, "--new-compress"),
  /** The old form, which every daemon knows. */
  ZLIB("zlib", true, "--old-compress"),
  NONE("none", false, null);

  private static final List<Compression> CODECS =
      Arrays.stream(values()).filter(one -> one != AUTO && one != NONE).toList();

  private final String wireName;
  private final boolean letterZ;
  private final @Nullable String argument;

  Compression(String wireName, boolean letterZ, @Nullable String argument) {
    this.wireName = wireName;
    this.letterZ = letterZ;
    this.argument = argument;
  }

  /** Its name in negotiation and in {@code --compress-choice}. */
  public String wireName() {
    return wireName;
  }

  /** Whether the server's arguments have the letter {@code z} (04-options, section 2.3). */
  public boolean letterZ() {
    return letterZ;
  }

  /** The server's argument that names it (04-options, section 2.3); null = none. */
  public @Nullable String argument() {
    return argument;
  }

  /** What {@link #AUTO} offers, best first. */
  public static List<Compression> codecs() {
    return CODECS;
  }

  /**
   * The one with this name.
   *
   * @throws RsyncException of kind UNSUPPORTED if there is none
   */
  public static Compression byWireName(String name) throws RsyncException {
    for (Compression one : values()) {
      if (one.wireName.equals(name)) {
        return one;
      }
    }
    throw new RsyncException(RsyncException.Kind.UNSUPPORTED, "unknown compress name: " + name);
  }
}
