package org.jsersync.it.parts;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Cuts a connection when the daemon, which has the file list then, asks for the first content, and
 * lets nothing of that pass (01-session, sections 4 and 5); a certain number of times.
 */
public final class CutBeforeContents implements Relay.Link {
  private static final int DATA = 7;

  private final AtomicInteger left;

  /** For any number of connections, of which the first so many that get there are cut. */
  public CutBeforeContents(int times) {
    this.left = new AtomicInteger(times);
  }

  /** How many are still to be cut. */
  public int left() {
    return Math.max(0, left.get());
  }

  @Override
  public void toDaemon(InputStream client, OutputStream daemon) throws IOException {
    client.transferTo(daemon);
  }

  @Override
  public void toClient(InputStream daemon, OutputStream client) throws IOException {
    if (left.get() > 0) {
      byte[] request = upToTheFirstRequest(new DataInputStream(daemon), client);
      if (left.getAndDecrement() > 0) {
        throw new Relay.Cut();
      }
      client.write(request);
    }
    daemon.transferTo(client);
  }

  /** Returns the header of the frame that it read last and has not passed on. */
  private static byte[] upToTheFirstRequest(DataInputStream in, OutputStream out)
      throws IOException {
    StringBuilder line = new StringBuilder();
    while (!line.toString().equals("@RSYNCD: OK")) {
      line.setLength(0);
      for (int b = copyByte(in, out); b != '\n'; b = copyByte(in, out)) {
        line.append((char) b);
      }
    }
    // Compatibility flags, one or two bytes; the digests' names; the seed.
    if (copyByte(in, out) >= 0x80) {
      copyByte(in, out);
    }
    copy(in, out, copyByte(in, out));
    copy(in, out, 4);
    while (true) {
      byte[] header = in.readNBytes(4);
      if (header.length < 4) {
        return header;
      }
      int length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
      if (header[3] == DATA && length > 0) {
        return header;
      }
      out.write(header);
      copy(in, out, length);
    }
  }

  private static int copyByte(DataInputStream in, OutputStream out) throws IOException {
    int b = in.readUnsignedByte();
    out.write(b);
    return b;
  }

  private static void copy(InputStream in, OutputStream out, int length) throws IOException {
    out.write(in.readNBytes(length));
  }
}
