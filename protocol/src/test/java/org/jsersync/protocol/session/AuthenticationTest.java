package org.jsersync.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 01-session, section 2. */
class AuthenticationTest {
  private static final HandshakeErrors ERRORS = new HandshakeErrors("host:873 module \"m\"");
  private static final String CHALLENGE = "abcdefghijklmnopqrstuv";

  /** The vectors of section 2.4. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SHA512|secret|RC71iXIQaCWifsu+8d3YuqUzObhe8h7sop0MLt+JFAM14wQ8vchCMmP9G0wk3i9PY8YrJggyYiv3+5X0qRlQ8A|Gc3QMX4+LxuWaWi9LLtuzMIvXGuOa9A2ugxxFPdyXCQPxXJkyX0DaSAkd6Io6o7Q6ES5f/Qh+wJWLEY+EwlEcw",
        "MD5|secret|it5mf3T8B0Rv26CchOwwng|haMhKcmBWyVrhH7UdQkLkg",
        "SHA512|secret|abcdefghijklmnopqrstuv|J4oYfj6+MmK++xQlLfPPgbxKS7TE63cTCMbWjynazqH8owycfIrjkXofjPmXbEN/+fDovDCR5UjQjJ4SG2UIvg",
        "SHA256|secret|abcdefghijklmnopqrstuv|bizgwUVTwuB63w7jSbBM+Wo130a3zIRVe6KIqSUrjO0",
        "SHA1|secret|abcdefghijklmnopqrstuv|GAxrsrnf9QlolwdQnO5UzJwyZdw",
        "MD5|secret|abcdefghijklmnopqrstuv|4HUYJoMAgYEntB07dT9Krg",
        "MD4|secret|abcdefghijklmnopqrstuv|Ep0F50Wh3BvDmcfZx3bwxQ",
        "SHA512|päss"
            + " word|0123456789ABCDEFGHIJ+/|vACvT7O1mjA+p2k1TMC9Rg/kFfRXx5CX4a4GxxPAxjt/CHoHWqEXEuALqpcNx980HYMIWDYjNOL2rOHwayKOJA",
        "MD5|päss word|0123456789ABCDEFGHIJ+/|R4pMjumPC4MsOKntGcTIcA",
        "SHA256|''|X|S2irOEf+2n1sYsH7y+6/o16rc1HtXnj03a3qXfZLgBU",
        "MD5|''|X|AhKbuGEGHRoFLFkuLcazgw"
      })
  void response(AuthDigest digest, String password, String challenge, String response) {
    assertThat(digest.respond(bytes(password), bytes(challenge))).asString().isEqualTo(response);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "sha512 sha256 sha1 md5 md4, SHA512",
        "md4 md5 sha512, SHA512",
        "SHA256 md5, SHA256",
        "blake9 md4, MD4",
        "blake9, -",
        "'', MD5"
      })
  void theFirstOfOursThatTheServerListed(String listed, AuthDigest chosen) {
    List<String> names = listed.isEmpty() ? List.of() : List.of(listed.split(" ", -1));
    assertThat(AuthDigest.choose(names)).isEqualTo(chosen);
  }

  @Test
  void theAnswerIsUserBlankResponse() throws Exception {
    assertThat(authentication(PasswordSource.bytes(bytes("secret"))).answer(bytes(CHALLENGE)))
        .asString()
        .isEqualTo("me 4HUYJoMAgYEntB07dT9Krg\n");
  }

  @Test
  void withoutAPasswordTheRemedyIsNamed() {
    assertThatThrownBy(() -> authentication(null).answer(bytes(CHALLENGE)))
        .hasMessage(
            "host:873 module \"m\": the daemon asks for a password: give --password-file=FILE or"
                + " set RSYNC_PASSWORD")
        .extracting("kind")
        .isEqualTo(Kind.AUTHENTICATION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abcdefghijklmno", "abcdefghijklmnopqrst=", "abcdefghijklmnop qrstuv"})
  void anOddChallengeIsNotAnswered(String challenge) {
    PasswordSource password = PasswordSource.bytes(bytes("secret"));
    assertThatThrownBy(() -> authentication(password).answer(bytes(challenge)))
        .isInstanceOf(RsyncException.class)
        .hasMessageContaining("odd challenge");
  }

  @Test
  void longestChallenge() throws Exception {
    Authentication authentication = authentication(PasswordSource.bytes(bytes("secret")));
    assertThat(authentication.answer(bytes("a".repeat(128)))).isNotEmpty();
    assertThatThrownBy(() -> authentication.answer(bytes("a".repeat(129))))
        .hasMessageContaining("odd challenge");
  }

  @Test
  void theUserIsNamedOrFromTheEnvironment() {
    Map<String, String> both = Map.of("USER", "u", "LOGNAME", "l");
    assertThat(Authentication.user("me", both)).isEqualTo("me");
    assertThat(Authentication.user("", both)).isEqualTo("nobody");
    assertThat(Authentication.user(null, both)).isEqualTo("u");
    assertThat(Authentication.user(null, Map.of("USER", "", "LOGNAME", "l"))).isEqualTo("l");
    assertThat(Authentication.user(null, Map.of())).isEqualTo("nobody");
  }

  private static Authentication authentication(@Nullable PasswordSource password) {
    return new Authentication("me", password, AuthDigest.MD5, ERRORS);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
