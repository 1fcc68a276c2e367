package org.jsersync.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.session.SessionRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** 01-session, section 4.3; 04-options, section 1.2. */
class SessionOfferTest {
  private static final RsyncTarget TARGET = new RsyncTarget("host", 873, null, "m", BytePath.ROOT);

  @Test
  void withoutChoicesEveryDigestIsOfferedAndNothingCompressed() throws RsyncException {
    SessionRequest request = offer(PushOptions.archive());
    assertThat(request.checksums()).isEqualTo(Digest.offered());
    assertThat(request.explicitChecksum()).isNull();
    assertThat(request.compressions()).isEmpty();
    assertThat(request.explicitCompression()).isNull();
  }

  @Test
  void compressionByItselfOffersEveryCodec() throws RsyncException {
    SessionRequest request = offer(options().compression(Compression.AUTO).build());
    assertThat(request.compressions()).isEqualTo(Compression.codecs());
    assertThat(request.explicitCompression()).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"AUTO", "NONE"},
      mode = EnumSource.Mode.EXCLUDE)
  void aChosenCodecIsNotNegotiated(Compression codec) throws RsyncException {
    SessionRequest request = offer(options().compression(codec).build());
    assertThat(request.compressions()).isEmpty();
    assertThat(request.explicitCompression()).isSameAs(codec);
  }

  @ParameterizedTest
  @CsvSource({
    "md5, MD5",
    "xxhash, XXH64",
    "'sha1,md5', SHA1",
    "'none,auto', NONE",
    "auto,",
    "'auto,md5',"
  })
  void theFirstChoiceIsTheTransfers(String choice, Digest expected) throws RsyncException {
    SessionRequest request = offer(options().checksumChoice(choice).build());
    assertThat(request.explicitChecksum()).isEqualTo(expected);
  }

  @Test
  void anUnknownDigestIsRefusedBeforeAnythingIsSent() {
    assertThatThrownBy(() -> offer(options().checksumChoice("md5,crc32").build()))
        .isInstanceOf(RsyncException.class)
        .hasMessage("unknown checksum name: crc32")
        .extracting(e -> ((RsyncException) e).kind())
        .isEqualTo(Kind.UNSUPPORTED);
  }

  @Test
  void limitsAndTimesComeFromTheOptions() throws RsyncException {
    SessionRequest request =
        offer(
            options()
                .connectTimeoutSeconds(7)
                .timeoutSeconds(30)
                .bandwidthLimitKib(8)
                .protocolCap(30)
                .address("127.0.0.1")
                .build());
    assertThat(request.connectTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(request.ioTimeoutSeconds()).isEqualTo(30);
    assertThat(request.bandwidthLimit()).isEqualTo(8192);
    assertThat(request.protocolCap()).isEqualTo(30);
    assertThat(request.localAddress()).isNotNull();
  }

  @Test
  void listsGoDirectoryByDirectoryOnlyIfThePushDoes() throws RsyncException {
    assertThat(arguments(true)).contains("e.i");
    assertThat(arguments(false)).contains("e.L");
  }

  private static String arguments(boolean incremental) throws RsyncException {
    SessionRequest request = SessionOffer.of(TARGET, null, PushOptions.archive(), incremental);
    assertThat(request.offersIncrementalRecursion()).isEqualTo(incremental);
    return request.arguments().forProtocol(31).stream()
        .map(argument -> new String(argument, StandardCharsets.UTF_8))
        .collect(Collectors.joining(" "));
  }

  private static PushOptionsBuilder options() {
    return PushOptions.archive().toBuilder();
  }

  private static SessionRequest offer(PushOptions options) throws RsyncException {
    return SessionOffer.of(TARGET, null, options, false);
  }
}
