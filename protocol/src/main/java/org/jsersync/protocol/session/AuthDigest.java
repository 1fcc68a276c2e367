package org.jsersync.protocol.session;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.jspecify.annotations.Nullable;

/** The digests for authentication, in the standard order (01-session, section 2). */
enum AuthDigest {
  SHA512("SHA-512"),
  SHA256("SHA-256"),
  SHA1("SHA-1"),
  MD5("MD5"),
  MD4(null);

  private final @Nullable String algorithm;

  AuthDigest(@Nullable String algorithm) {
    this.algorithm = algorithm;
  }

  private String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of all, for our greeting. */
  static List<String> offered() {
    return Arrays.stream(values()).map(AuthDigest::wireName).toList();
  }

  /**
   * The digest that the server uses as well: the first of ours that it listed, md5 if it sent no
   * list; null if there is none in common.
   */
  static @Nullable AuthDigest choose(List<String> listed) {
    if (listed.isEmpty()) {
      return MD5;
    }
    return Arrays.stream(values())
        .filter(ours -> listed.stream().anyMatch(ours.wireName()::equalsIgnoreCase))
        .findFirst()
        .orElse(null);
  }

  /** The response to a challenge: unpadded base64 of the hash of password and challenge. */
  byte[] respond(byte[] password, byte[] challenge) {
    return Base64.getEncoder().withoutPadding().encode(hash(password, challenge));
  }

  private byte[] hash(byte[] password, byte[] challenge) {
    if (algorithm == null) {
      MD4Digest md4 = new MD4Digest();
      md4.update(password, 0, password.length);
      md4.update(challenge, 0, challenge.length);
      byte[] sum = new byte[md4.getDigestSize()];
      md4.doFinal(sum, 0);
      return sum;
    }
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(password);
      return digest.digest(challenge);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + " is missing in this Java runtime", e);
    }
  }
}
