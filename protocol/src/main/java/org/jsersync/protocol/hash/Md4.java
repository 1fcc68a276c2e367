package org.jsersync.protocol.hash;

import java.security.MessageDigest;
import org.bouncycastle.jcajce.provider.digest.MD4;

/**
 * MD4, which the JDK does not have. A class of its own, because loading the first class out of the
 * library's signed jar takes longer than a whole push may: only sessions with MD4 shall pay that.
 */
final class Md4 {
  private Md4() {}

  static MessageDigest newDigest() {
    return new MD4.Digest();
  }
}
