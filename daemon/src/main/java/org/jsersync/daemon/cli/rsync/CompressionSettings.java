package org.jsersync.daemon.cli.rsync;

import org.jsersync.protocol.Compression;
import org.jsersync.protocol.PushOptionsBuilder;
import org.jsersync.protocol.RsyncException;
import org.jspecify.annotations.Nullable;

/**
 * What {@code -z} and its kin come to (04-options, section 1.2): a name or a level alone turns
 * compression on, {@code -zz} is zlibx.
 */
final class CompressionSettings {
  private int times;
  private @Nullable String choice;
  private @Nullable Integer level;

  /** {@code -z}. */
  void more() {
    times++;
  }

  /** {@code --no-compress}. */
  void off() {
    times = 0;
  }

  /** {@code --compress-choice} and the options that stand for one. */
  void choose(String name) {
    choice = name;
  }

  /** {@code --compress-level}. */
  void level(int number) {
    level = number;
  }

  /**
   * Sets what was asked for.
   *
   * @throws RsyncException of exit code 4 if there is no such codec
   */
  void settle(PushOptionsBuilder push) throws RsyncException {
    push.compression(compression()).compressLevel(level);
  }

  private Compression compression() throws RsyncException {
    if (choice != null && !choice.equals("auto")) {
      return Compression.byWireName(choice);
    }
    if (times >= 2) {
      return Compression.ZLIBX;
    }
    return times == 1 || level != null ? Compression.AUTO : Compression.NONE;
  }
}
