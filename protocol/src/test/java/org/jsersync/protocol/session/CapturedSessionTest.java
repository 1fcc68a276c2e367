package org.jsersync.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jsersync.protocol.AddressFamily;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Recorded sessions played again: the daemon's bytes, in random pieces, get the same bytes out of
 * us that they got out of the stock client.
 */
class CapturedSessionTest {

  /** The places are where the first frame of each direction begins. */
  @ParameterizedTest
  @CsvSource({
    "e350,  108, 95, 32, 0x1fe, xxh128",
    "cH,    110, 95, 32, 0x1ff, xxh128",
    "cH309,  79, 31, 30, 0x0f,  md5"
  })
  void playedAgain(
      String name, int clientFrames, int serverFrames, int protocol, String flags, String checksum)
      throws Exception {
    Capture capture = Capture.load(name);
    long seed = new Random().nextLong();
    try (FakeDaemon daemon = new FakeDaemon(talk -> play(talk, capture, new Random(seed)))) {
      Session session = Sessions.open(request(daemon.port(), capture.arguments()));
      Dialect dialect = session.dialect();
      assertThat(dialect.protocol()).isEqualTo(protocol);
      assertThat(dialect.compatFlags()).isEqualTo(Integer.decode(flags));
      assertThat(dialect.checksum().wireName()).isEqualTo(checksum);
      for (byte[] frame : Capture.data(capture.client(), clientFrames)) {
        session.out().bytes(frame).flush();
      }
      byte[] data = Capture.join(Capture.data(capture.server(), serverFrames));
      assertThat(session.in().bytes(data.length)).as("seed %d", seed).isEqualTo(data);
      assertThat(session.bytesReceived()).isEqualTo(capture.server().length);
      session.close();
      daemon.finish();
    }
  }

  private static void play(FakeDaemon.Talk talk, Capture capture, Random random)
      throws IOException {
    int at = 0;
    while (at < capture.server().length) {
      int end = Math.min(capture.server().length, at + 1 + random.nextInt(9));
      talk.send(Arrays.copyOfRange(capture.server(), at, end));
      at = end;
    }
    assertThat(talk.read(capture.client().length)).isEqualTo(capture.client());
    assertThat(talk.rest()).isEmpty();
  }

  private static SessionRequest request(int port, List<byte[]> arguments) {
    return new SessionRequest(
        new RsyncTarget("127.0.0.1", port, null, "m", BytePath.ROOT),
        null,
        _ -> arguments,
        true,
        Sessions.CHECKSUMS,
        null,
        List.of(),
        null,
        32,
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        0,
        0,
        AddressFamily.ANY,
        null);
  }
}
