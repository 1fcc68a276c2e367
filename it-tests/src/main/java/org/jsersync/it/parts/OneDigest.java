package org.jsersync.it.parts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Makes a client and a daemon both believe that the other knows one authentication digest only.
 * Each side chooses by the list in the other's greeting, so both greetings are rewritten; all else
 * passes as it is.
 */
public final class OneDigest implements Relay.Link {
  private static final String CHALLENGE = "@RSYNCD: AUTHREQD ";

  private final String digest;
  private final CompletableFuture<String> challenge = new CompletableFuture<>();

  /** For any number of connections; the digest is the only name that either side sees. */
  public OneDigest(String digest) {
    this.digest = digest;
  }

  /** The daemon's first challenge: as long as a sum of the digest that it chose. */
  public String challenge() throws Exception {
    return challenge.get(20, TimeUnit.SECONDS);
  }

  @Override
  public void toDaemon(InputStream client, OutputStream daemon) throws IOException {
    greet(client, daemon);
    client.transferTo(daemon);
  }

  @Override
  public void toClient(InputStream daemon, OutputStream client) throws IOException {
    greet(daemon, client);
    String line = line(daemon);
    if (line.startsWith(CHALLENGE)) {
      challenge.complete(line.substring(CHALLENGE.length()));
    }
    send(client, line);
    daemon.transferTo(client);
  }

  private void greet(InputStream in, OutputStream out) throws IOException {
    // "@RSYNCD: 32.0 sha512 …"
    String[] greeting = line(in).split(" ", 3);
    send(out, greeting[0] + " " + greeting[1] + " " + digest);
  }

  private static void send(OutputStream out, String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
