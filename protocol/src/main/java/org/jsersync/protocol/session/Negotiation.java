package org.jsersync.protocol.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.Digest;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.wire.WireInput;
import org.jspecify.annotations.Nullable;

/**
 * One list of algorithm names, offered and answered (01-session, section 4.3): lists of names with
 * blanks between, each side's own.
 *
 * @param what "checksum" or "compression", for errors
 * @param offered ours in standard order: old servers choose by our order, new ones by their own
 * @param explicit what an option chose, then no lists are exchanged; null = nothing
 * @param implied what is used where nothing can be negotiated
 * @param wireName the name of each
 */
record Negotiation<T>(
    String what, List<T> offered, @Nullable T explicit, T implied, Function<T, String> wireName) {
  private static final int MAX_LIST = 255;
  private static final int MAX_NAMES = 64;

  static Negotiation<Digest> checksum(SessionRequest request) {
    return new Negotiation<>(
        "checksum", request.checksums(), request.explicitChecksum(), Digest.MD5, Digest::wireName);
  }

  static Negotiation<Compression> compression(SessionRequest request) {
    return new Negotiation<>(
        "compression",
        request.compressions(),
        request.explicitCompression(),
        request.compressing() ? Compression.ZLIB : Compression.NONE,
        Compression::wireName);
  }

  /** Whether lists are exchanged, given that the server takes part in negotiation. */
  boolean open() {
    return explicit == null && !offered.isEmpty();
  }

  /** Our list as a vstring. */
  byte[] list() {
    byte[] names =
        offered.stream()
            .map(wireName)
            .collect(Collectors.joining(" "))
            .getBytes(StandardCharsets.US_ASCII);
    if (names.length > MAX_LIST) {
      throw new IllegalArgumentException(what + " names of " + names.length + " bytes");
    }
    ByteBuf out = Unpooled.buffer(names.length + 2);
    if (names.length >= 0x80) {
      out.writeByte(0x80 | names.length >> 8);
    }
    out.writeByte(names.length).writeBytes(names);
    return Arrays.copyOf(out.array(), out.writerIndex());
  }

  /** Reads the server's list and chooses: the first of ours that it knows. */
  T choose(WireInput in, HandshakeErrors errors) throws RsyncException {
    String list = new String(in.vstring(MAX_LIST), StandardCharsets.ISO_8859_1);
    List<String> theirs = new ArrayList<>(List.of(list.strip().split(" +", MAX_NAMES + 1)));
    if (theirs.size() > MAX_NAMES || !list.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw errors.of(Kind.PROTOCOL, "odd list of " + what + " names");
    }
    for (T ours : offered) {
      if (theirs.stream().anyMatch(wireName.apply(ours)::equalsIgnoreCase)) {
        return ours;
      }
    }
    throw errors.of(
        Kind.UNSUPPORTED,
        "no " + what + " in common: the daemon knows " + String.join(" ", theirs));
  }

  /** What is used where no lists are exchanged. */
  T fixed() {
    return explicit == null ? implied : explicit;
  }
}
