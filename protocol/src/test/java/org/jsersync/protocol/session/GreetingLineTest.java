package org.jsersync.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 01-session, sections 1.1 and 1.2. */
class GreetingLineTest {
  private static final HandshakeErrors ERRORS = new HandshakeErrors("host:873");

  private static GreetingLine parse(String line) throws RsyncException {
    return GreetingLine.parse(line.getBytes(StandardCharsets.ISO_8859_1), ERRORS);
  }

  @Test
  void oursIsThatOfAStockClient() {
    assertThat(GreetingLine.ours(32))
        .asString()
        .isEqualTo("@RSYNCD: 32.0 sha512 sha256 sha1 md5 md4\n");
  }

  @ParameterizedTest
  @CsvSource({
    "@RSYNCD: 32.0 sha512 sha256 sha1 md5 md4, 32, 32",
    "@RSYNCD: 32.0 md5, 30, 30",
    "@RSYNCD: 31.0 sha512 sha256 sha1 md5 md4, 32, 31",
    "@RSYNCD: 31.0, 32, 31",
    "@RSYNCD: 30.0, 32, 30",
    "@RSYNCD: 31.14, 32, 30",
    "@RSYNCD: 32.5 md5, 32, 31",
    "@RSYNCD: 33.5 md5, 32, 32",
    "@RSYNCD: 40.0 md5, 32, 32"
  })
  void protocol(String line, int ours, int agreed) throws Exception {
    assertThat(parse(line).protocol(ours, ERRORS)).isEqualTo(agreed);
  }

  @ParameterizedTest
  @CsvSource({"@RSYNCD: 29, 29", "@RSYNCD: 28, 28", "@RSYNCD: 30.1, 29"})
  void tooOld(String line, int agreed) {
    assertThatThrownBy(() -> parse(line).protocol(32, ERRORS))
        .hasMessage(
            "host:873: rsync there is too old (protocol " + agreed + "; 30 or newer needed)")
        .extracting("kind")
        .isEqualTo(Kind.PROTOCOL);
  }

  @ParameterizedTest
  @CsvSource({
    "SSH-2.0-OpenSSH_9.2, server sent \"SSH-2.0-OpenSSH_9.2\" rather than greeting",
    "HTTP/1.1 400 Bad Request, rather than greeting",
    "'', rather than greeting",
    "@RSYNCD: , rather than greeting",
    "@RSYNCD: 19, rather than greeting",
    "@RSYNCD: 41.0 md5, rather than greeting",
    "@RSYNCD: 1234567890.0 md5, rather than greeting",
    "@RSYNCD: 32.0 m\u001bd5, m\\#033d5\" rather than greeting",
    "@RSYNCD: 30, the server omitted the subprotocol value: @RSYNCD: 30",
    "@RSYNCD: 32.0, the server omitted the digest name list: @RSYNCD: 32.0"
  })
  void noGreeting(String line, String message) {
    assertThatThrownBy(() -> parse(line))
        .hasMessageStartingWith("host:873: ")
        .hasMessageContaining(message)
        .extracting("kind", "exitCode")
        .containsExactly(Kind.REFUSED, 5);
  }

  @Test
  void boundsOfTheList() throws Exception {
    assertThat(parse("@RSYNCD: 32.0" + " x".repeat(64)).digests()).hasSize(64);
    assertThatThrownBy(() -> parse("@RSYNCD: 32.0" + " x".repeat(65)))
        .hasMessageContaining("rather than greeting");
    assertThat(parse("@RSYNCD: 32.0 " + "x".repeat(255)).digests()).hasSize(1);
    assertThatThrownBy(() -> parse("@RSYNCD: 32.0 " + "x".repeat(256)))
        .hasMessageContaining("rather than greeting");
  }
}
