package org.jsersync.daemon.cli.rsync;

import org.jsersync.protocol.Digest;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptionsBuilder;
import org.jsersync.protocol.RsyncException;

/** {@code --checksum-choice=TRANSFER[,FILE]} (04-options, section 1.2). */
final class ChecksumChoice {
  private ChecksumChoice() {}

  /**
   * Sets what was asked for.
   *
   * @throws RsyncException of exit code 4 if there is no such digest
   */
  static void set(PushOptionsBuilder push, String choice) throws RsyncException {
    String[] names = choice.split(",", 2);
    for (String name : names) {
      if (!name.equals("auto")) {
        Digest.byWireName(name);
      }
    }
    boolean automatic = choice.equals("auto") || choice.equals("auto,auto");
    push.checksumChoice(automatic ? null : choice);
    if (names[0].equals(Digest.NONE.wireName())) {
      push.set(PushFlag.WHOLE_FILE);
    }
  }
}
