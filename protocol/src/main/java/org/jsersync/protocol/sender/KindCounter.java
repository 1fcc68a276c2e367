package org.jsersync.protocol.sender;

import org.jsersync.protocol.PushStats;
import org.jsersync.protocol.file.FileStat;

/** Counts entries by kind of file. */
final class KindCounter {
  private long regular;
  private long directories;
  private long symlinks;
  private long devices;
  private long specials;

  void count(FileStat stat) {
    if (stat.isDirectory()) {
      directories++;
    } else if (stat.isSymlink()) {
      symlinks++;
    } else if (stat.isDevice()) {
      devices++;
    } else if (stat.isSpecial()) {
      specials++;
    } else {
      regular++;
    }
  }

  void add(long files, long dirs, long links, long devs, long specs) {
    regular += files;
    directories += dirs;
    symlinks += links;
    devices += devs;
    specials += specs;
  }

  PushStats.Kinds kinds() {
    return new PushStats.Kinds(regular, directories, symlinks, devices, specials);
  }
}
