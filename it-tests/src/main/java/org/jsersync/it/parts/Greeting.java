package org.jsersync.it.parts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** Waiting until a daemon greets who connects. */
final class Greeting {
  private Greeting() {}

  /**
   * Returns when the port greets as rsyncd does.
   *
   * @param alive whether it is still worth waiting; false fails at once
   */
  static void await(String host, int port, BooleanSupplier alive) {
    Awaitility.await("rsyncd on port " + port)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              if (!alive.getAsBoolean()) {
                throw new IllegalStateException("rsyncd on port " + port + " ended");
              }
              return answers(host, port);
            });
  }

  private static boolean answers(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), 2000);
      socket.setSoTimeout(2000);
      byte[] greeting = socket.getInputStream().readNBytes(8);
      return new String(greeting, StandardCharsets.US_ASCII).equals("@RSYNCD:");
    } catch (IOException e) {
      return false;
    }
  }
}
