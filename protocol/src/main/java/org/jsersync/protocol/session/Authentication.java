package org.jsersync.protocol.session;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Answers a daemon's challenge (01-session, section 2).
 *
 * @param user who we are
 * @param password where the password is; null = we have none
 * @param digest what both sides hash with; null = nothing in common
 */
record Authentication(
    String user,
    @Nullable PasswordSource password,
    @Nullable AuthDigest digest,
    HandshakeErrors errors) {
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int MIN_CHALLENGE = 16;
  private static final int MAX_CHALLENGE = 128;

  /** Who to be if the target names nobody: USER, LOGNAME, nobody. */
  static String user(@Nullable String named, Map<String, String> environment) {
    if (named != null) {
      return named.isEmpty() ? "nobody" : named;
    }
    for (String variable : new String[] {"USER", "LOGNAME"}) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty() && value.chars().allMatch(c -> c > ' ')) {
        return value;
      }
    }
    return "nobody";
  }

  /** The line that answers, with its end. */
  byte[] answer(byte[] challenge) throws RsyncException {
    checkChallenge(challenge);
    if (digest == null) {
      throw errors.of(Kind.REFUSED, "the daemon knows no authentication digest that we know");
    }
    if (password == null) {
      throw errors.of(
          Kind.AUTHENTICATION,
          "the daemon asks for a password: give --password-file=FILE or set RSYNC_PASSWORD");
    }
    byte[] secret = password.read();
    try {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      line.writeBytes(user.getBytes(StandardCharsets.UTF_8));
      line.write(' ');
      line.writeBytes(digest.respond(secret, challenge));
      line.write('\n');
      return line.toByteArray();
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private void checkChallenge(byte[] challenge) throws RsyncException {
    boolean right = challenge.length >= MIN_CHALLENGE && challenge.length <= MAX_CHALLENGE;
    for (byte b : challenge) {
      right &= BASE64.indexOf(b) >= 0;
    }
    if (!right) {
      throw errors.of(Kind.PROTOCOL, "odd challenge \"" + HandshakeErrors.shown(challenge) + "\"");
    }
  }
}
