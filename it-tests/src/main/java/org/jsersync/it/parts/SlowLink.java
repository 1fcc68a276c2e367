package org.jsersync.it.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A line that is long and narrow: every byte takes so much time, and all connections share its
 * rate, each way. It has no round trip of its own for opening a connection, loses nothing, and adds
 * no stall.
 */
public final class SlowLink implements Relay.Link {
  /** What an Ethernet frame carries: a connection holds the line no longer at once. */
  private static final int PACKET = 1_448;

  /** A sender that is this little ahead of the line goes on: a shorter sleep would be inexact. */
  private static final long AHEAD_NANOS = 2_000_000;

  private final long delayNanos;
  private final Lane toDaemon;
  private final Lane toClient;

  /**
   * A line for any number of connections.
   *
   * @param oneWay how long a byte travels
   * @param bytesPerSecond what fits through, each way
   */
  public SlowLink(Duration oneWay, long bytesPerSecond) {
    this.delayNanos = oneWay.toNanos();
    this.toDaemon = new Lane(bytesPerSecond);
    this.toClient = new Lane(bytesPerSecond);
  }

  /** One way of the line; used by the threads of all connections. */
  private static final class Lane {
    private final long bytesPerSecond;
    private long free = System.nanoTime();

    Lane(long bytesPerSecond) {
      this.bytesPerSecond = bytesPerSecond;
    }

    /** When bytes that come now have left, behind all that came before. */
    synchronized long leave(int bytes) {
      long now = System.nanoTime();
      long start = free - now > 0 ? free : now;
      free = start + bytes * 1_000_000_000L / bytesPerSecond;
      return free;
    }
  }

  /** Bytes under way; none at all are the end of the stream. */
  private record Packet(byte[] bytes, long arrives) {}

  @Override
  public void toDaemon(InputStream client, OutputStream daemon)
      throws IOException, InterruptedException {
    pass(client, daemon, toDaemon);
  }

  @Override
  public void toClient(InputStream daemon, OutputStream client)
      throws IOException, InterruptedException {
    pass(daemon, client, toClient);
  }

  private void pass(InputStream in, OutputStream out, Lane lane)
      throws IOException, InterruptedException {
    // Holds no more than what is on the line, for the loop below keeps to its rate.
    BlockingQueue<Packet> underWay = new LinkedBlockingQueue<>();
    Thread arrivals =
        Thread.ofPlatform().daemon().name("slow link").start(() -> deliver(underWay, in, out));
    try {
      send(in, lane, underWay);
      arrivals.join();
    } finally {
      arrivals.interrupt();
    }
  }

  private void send(InputStream in, Lane lane, BlockingQueue<Packet> underWay)
      throws IOException, InterruptedException {
    byte[] buffer = new byte[PACKET];
    int n;
    do {
      n = Math.max(0, in.read(buffer));
      long left = lane.leave(n);
      underWay.add(new Packet(Arrays.copyOf(buffer, n), left + delayNanos));
      long ahead = left - System.nanoTime();
      if (ahead > AHEAD_NANOS) {
        TimeUnit.NANOSECONDS.sleep(ahead);
      }
    } while (n > 0);
  }

  private static void deliver(BlockingQueue<Packet> underWay, InputStream in, OutputStream out) {
    try {
      for (Packet packet = underWay.take(); ; packet = underWay.take()) {
        TimeUnit.NANOSECONDS.sleep(packet.arrives - System.nanoTime());
        if (packet.bytes.length == 0) {
          return;
        }
        out.write(packet.bytes);
      }
    } catch (IOException e) {
      refuse(in); // The receiver is gone: the sender sees its connection end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void refuse(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "%d ms each way, %d KB/s"
        .formatted(TimeUnit.NANOSECONDS.toMillis(delayNanos), toDaemon.bytesPerSecond / 1000);
  }
}
