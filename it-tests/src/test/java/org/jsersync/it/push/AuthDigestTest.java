package org.jsersync.it.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jsersync.it.parts.OneDigest;
import org.jsersync.it.parts.Relay;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.PushRequest;
import org.jsersync.protocol.RsyncException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each digest that a password can be hashed with. Left alone, both sides settle for sha512; a relay
 * leaves them one in common.
 */
class AuthDigestTest {
  /** Each digest and how long a daemon's challenge is then: as the digest's sum in base64. */
  private static final Map<String, Integer> CHALLENGES =
      Map.of("sha512", 86, "sha256", 43, "sha1", 27, "md5", 22, "md4", 22);

  static Stream<Arguments> digests() {
    return Stream.of(RsyncVersion.values())
        .flatMap(
            version ->
                CHALLENGES.entrySet().stream()
                    .map(digest -> Arguments.of(version, digest.getKey(), digest.getValue())));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("digests")
  void letsTheRightPasswordInAndNoOther(
      RsyncVersion version, String digest, int challenge, @TempDir Path source) throws Exception {
    Files.writeString(source.resolve("f"), "content");
    OneDigest link = new OneDigest(digest);
    try (RsyncDaemon daemon = RsyncDaemon.start(version);
        Relay relay = Relay.start(daemon, () -> link)) {
      PushReport right = push(relay, RsyncdConf.PASSWORD, source);
      assertThat(right.complete()).as(String.valueOf(right.failure())).isTrue();
      assertThat(link.challenge()).hasSize(challenge);
      assertThat(daemon.modulePath("data").resolve("f")).hasContent("content");

      PushReport wrong = push(relay, "wrong", source);
      assertThat(wrong.failure())
          .isNotNull()
          .extracting(RsyncException::kind)
          .isEqualTo(RsyncException.Kind.AUTHENTICATION);
    }
  }

  private static PushReport push(Relay relay, String password, Path source) throws Exception {
    return LibraryPush.run(
        relay.port(), password, source, PushOptions.archive(), PushRequest.SILENT);
  }
}
