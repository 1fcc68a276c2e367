package org.jsersync.protocol.session;

import java.util.Locale;
import org.jsersync.protocol.BasisDir;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;

/** The long options in their order (04-options, section 2.3, second table). */
final class LongArguments {
  /** The first protocol whose every daemon can compare nanoseconds; 3.1.2 (31) refuses to start. */
  private static final int NANOSECOND_WINDOW = 32;

  /** The first protocol whose every daemon is 3.2 or newer; what came with that, 3.1.3 refuses. */
  private static final int SURELY_3_2 = 32;

  private final OptionList list;
  private final PushOptions options;
  private final int protocol;

  private LongArguments(OptionList list, PushOptions options, int protocol) {
    this.list = list;
    this.options = options;
    this.protocol = protocol;
  }

  static void add(OptionList list, PushOptions options, int protocol) {
    LongArguments arguments = new LongArguments(list, options, protocol);
    arguments.output();
    arguments.transport();
    arguments.deletion();
    arguments.comparison();
    arguments.placement();
    arguments.rest();
  }

  private void output() {
    flag(
        options.has(PushFlag.DIRS) && !options.has(PushFlag.RECURSIVE) && options.deletes(),
        "--no-r");
    if (options.compresses()) {
      list.addValue("--compress-level", options.compressLevel());
    }
    boolean devices = options.has(PushFlag.DEVICES);
    boolean specials = options.has(PushFlag.SPECIALS);
    flag(devices && !specials, "--no-specials");
    flag(specials && !devices, "--specials");
    int itemize = options.count(PushFlag.ITEMIZE);
    if (itemize > 0) {
      list.add(itemize > 1 ? "--log-format=%i%I" : "--log-format=%i");
    }
  }

  private void transport() {
    list.addNumber("-B", options.blockSize());
    list.addNumber("--timeout=", options.timeoutSeconds());
    list.addNumber("--bwlimit=", options.bandwidthLimitKib());
    list.addPath("--backup-dir", options.backupDir());
    String usual = options.backupDir() == null ? "~" : "";
    if (!usual.equals(options.suffix())) {
      list.addValue("--suffix", options.suffix());
    }
    list.addValue("--checksum-choice", options.checksumChoice());
    String codec = options.compression().argument();
    if (codec != null) {
      list.add(codec);
    }
  }

  private void deletion() {
    Integer most = options.maxDelete();
    if (most != null) {
      list.addValue("--max-delete", most > 0 ? most : -1);
    }
    list.addValue("--min-size", options.minSize());
    list.addValue("--max-size", options.maxSize());
    switch (options.delete()) {
      case NONE -> {}
      case DEFAULT -> flag(!options.has(PushFlag.DELETE_EXCLUDED), "--delete");
      case BEFORE, DURING, DELAY, AFTER ->
          list.add("--delete-" + options.delete().name().toLowerCase(Locale.ROOT));
    }
    flag(PushFlag.DELETE_EXCLUDED, "--delete-excluded");
    flag(PushFlag.FORCE, "--force");
    flag(PushFlag.SUPER, "--super");
    flag(PushFlag.SIZE_ONLY, "--size-only");
    flag(PushFlag.STATS, "--stats");
  }

  private void comparison() {
    if (protocol >= SURELY_3_2) {
      list.addValue("--max-alloc", options.maxAlloc());
    }
    Integer window = options.modifyWindow();
    if (window == null && options.has(PushFlag.NANOSECONDS) && protocol >= NANOSECOND_WINDOW) {
      window = -1;
    }
    if (window != null) {
      list.add((window < 0 ? "-@" : "--modify-window=") + window);
    }
    list.addNumber("--checksum-seed=", options.checksumSeed());
    if (!options.has(PushFlag.INPLACE)) {
      list.addPath("--partial-dir", options.partialDir());
      boolean delayed = options.has(PushFlag.DELAY_UPDATES);
      flag(delayed, "--delay-updates");
      flag(!delayed && options.partialDir() == null && options.has(PushFlag.PARTIAL), "--partial");
    }
    flag(PushFlag.IGNORE_ERRORS, "--ignore-errors");
    flag(PushFlag.SAFE_LINKS, "--safe-links");
    flag(PushFlag.NUMERIC_IDS, "--numeric-ids");
  }

  private void placement() {
    list.addValue("--usermap", options.usermap());
    list.addValue("--groupmap", options.groupmap());
    flag(PushFlag.IGNORE_EXISTING, "--ignore-existing");
    flag(PushFlag.EXISTING, "--existing");
    list.addPath("--temp-dir", options.tempDir());
    flag(PushFlag.FSYNC, "--fsync");
    for (BasisDir dir : options.basisDirs()) {
      list.addPath("--" + dir.kind().name().toLowerCase(Locale.ROOT) + "-dest", dir.path());
    }
  }

  private void rest() {
    flag(PushFlag.INPLACE, "--inplace");
    flag(options.has(PushFlag.RELATIVE) && !options.impliedDirs(), "--no-implied-dirs");
    flag(
        options.has(PushFlag.REMOVE_SOURCE_FILES) || options.has(PushFlag.ACKNOWLEDGE),
        "--remove-source-files");
    flag(PushFlag.PREALLOCATE, "--preallocate");
    flag(options.has(PushFlag.OPEN_NOATIME) && protocol >= SURELY_3_2, "--open-noatime");
    flag(PushFlag.MKPATH, "--mkpath");
    options.remoteOptions().forEach(list::add);
  }

  private void flag(PushFlag flag, String argument) {
    flag(options.has(flag), argument);
  }

  private void flag(boolean on, String argument) {
    if (on) {
      list.add(argument);
    }
  }
}
