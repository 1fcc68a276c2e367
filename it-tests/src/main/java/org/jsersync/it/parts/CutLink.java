package org.jsersync.it.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Cuts the connection when one direction has passed so many bytes. */
public final class CutLink implements Relay.Link {
  private final long toDaemon;
  private final long toClient;

  private CutLink(long toDaemon, long toClient) {
    this.toDaemon = toDaemon;
    this.toClient = toClient;
  }

  /** Passes everything. */
  public static CutLink never() {
    return new CutLink(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** The client's bytes up to here arrive. */
  public static CutLink afterClient(long bytes) {
    return new CutLink(bytes, Long.MAX_VALUE);
  }

  /** The daemon's bytes up to here arrive. */
  public static CutLink afterDaemon(long bytes) {
    return new CutLink(Long.MAX_VALUE, bytes);
  }

  @Override
  public void toDaemon(InputStream client, OutputStream daemon) throws IOException {
    pass(client, daemon, toDaemon);
  }

  @Override
  public void toClient(InputStream daemon, OutputStream client) throws IOException {
    pass(daemon, client, toClient);
  }

  private static void pass(InputStream in, OutputStream out, long limit) throws IOException {
    byte[] buffer = new byte[16_384];
    long left = limit;
    while (left > 0) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        return;
      }
      out.write(buffer, 0, n);
      left -= n;
    }
    throw new Relay.Cut();
  }

  @Override
  public String toString() {
    return "cut after " + toDaemon + " bytes of the client, " + toClient + " of the daemon";
  }
}
