package org.jsersync.daemon.cli.rsync;

import java.util.Set;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptionsBuilder;
import org.jsersync.protocol.RsyncException;

/** {@code --checksum-choice=TRANSFER[,FILE]} (04-options, section 1.2). */
final class ChecksumChoice {
  private static final Set<String> NAMES =
      Set.of("auto", "xxh128", "xxh3", "xxh64", "xxhash", "md5", "md4", "sha1", "none");

  private ChecksumChoice() {}

  static void set(PushOptionsBuilder push, String choice) throws RsyncException {
    String[] names = choice.split(",", 2);
    for (String name : names) {
      if (!NAMES.contains(name)) {
        throw new RsyncException(RsyncException.Kind.UNSUPPORTED, "unknown checksum name: " + name);
      }
    }
    boolean automatic = choice.equals("auto") || choice.equals("auto,auto");
    push.checksumChoice(automatic ? null : choice);
    if (names[0].equals("none")) {
      push.set(PushFlag.WHOLE_FILE);
    }
  }
}
