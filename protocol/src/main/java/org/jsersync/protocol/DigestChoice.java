package org.jsersync.protocol;

import org.jspecify.annotations.Nullable;

/**
 * {@code --checksum-choice=BOTH} or {@code TRANSFER,FILE} (04-options, section 1.2).
 *
 * @param transfer for blocks and whole files; null = negotiated
 * @param file for the file list; null = as the transfer's
 */
record DigestChoice(@Nullable Digest transfer, @Nullable Digest file) {
  /**
   * What the options choose.
   *
   * @throws RsyncException of kind UNSUPPORTED if a name is unknown
   */
  static DigestChoice of(PushOptions options) throws RsyncException {
    String choice = options.checksumChoice();
    if (choice == null) {
      return new DigestChoice(null, null);
    }
    int comma = choice.indexOf(',');
    return comma < 0
        ? new DigestChoice(named(choice), null)
        : new DigestChoice(named(choice.substring(0, comma)), named(choice.substring(comma + 1)));
  }

  private static @Nullable Digest named(String name) throws RsyncException {
    return name.equals("auto") ? null : Digest.byWireName(name);
  }
}
