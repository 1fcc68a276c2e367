package org.jsersync.protocol.session;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A recorded session of the stock client with a stock daemon, byte for byte. */
record Capture(byte[] client, byte[] server) {

  static Capture load(String name) throws IOException {
    return new Capture(bytes(name + ".c2s"), bytes(name + ".s2c"));
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = requireNonNull(Capture.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }

  /** The argument vector that the client sent. */
  List<byte[]> arguments() {
    String all = new String(client, StandardCharsets.ISO_8859_1);
    int start = all.indexOf("--server");
    return Sessions.arguments(all.substring(start, all.indexOf("\0\0", start)));
  }

  /** The payloads of a direction's DATA frames, from the first frame on; all else is left out. */
  static List<byte[]> data(byte[] stream, int firstFrame) {
    List<byte[]> pieces = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN).position(firstFrame);
    while (in.hasRemaining()) {
      int header = in.getInt();
      byte[] payload = new byte[header & 0xffffff];
      in.get(payload);
      if (header >>> 24 == 7) {
        pieces.add(payload);
      }
    }
    return pieces;
  }

  static byte[] join(List<byte[]> pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pieces.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
