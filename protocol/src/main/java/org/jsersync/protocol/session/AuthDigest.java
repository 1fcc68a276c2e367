package org.jsersync.protocol.session;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jsersync.protocol.hash.HashFunction;
import org.jspecify.annotations.Nullable;

/** The digests for authentication, in the standard order (01-session, section 2). */
enum AuthDigest {
  SHA512("sha512", HashFunction.SHA512),
  SHA256("sha256", HashFunction.SHA256),
  SHA1("sha1", HashFunction.SHA1),
  MD5("md5", HashFunction.MD5),
  MD4("md4", HashFunction.MD4);

  private final String wireName;
  private final HashFunction function;

  AuthDigest(String wireName, HashFunction function) {
    this.wireName = wireName;
    this.function = function;
  }

  /** The names of all, for our greeting. */
  static List<String> offered() {
    return Arrays.stream(values()).map(digest -> digest.wireName).toList();
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
        .filter(ours -> listed.stream().anyMatch(ours.wireName::equalsIgnoreCase))
        .findFirst()
        .orElse(null);
  }

  /** The response to a challenge: unpadded base64 of the hash of password and challenge. */
  byte[] respond(byte[] password, byte[] challenge) {
    MessageDigest digest = function.newDigest();
    digest.update(password);
    return Base64.getEncoder().withoutPadding().encode(digest.digest(challenge));
  }
}
