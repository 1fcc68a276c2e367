package org.jsersync.daemon.cli.rsync;

import static org.jsersync.daemon.cli.rsync.OptionSpec.option;

import java.util.List;
import org.jsersync.protocol.BasisDir;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.BytePath;

/** How content travels and is put in its place (04-options, section 1.2, "How to transfer"). */
final class TransferOptions {
  private static final int LARGEST_BLOCK = 131072;
  private static final long LEAST_ALLOC = 1L << 20;
  private static final long USUAL_ALLOC = 1L << 30;

  static final List<OptionSpec> ALL =
      List.of(
          option("whole-file W", "copy files whole (w/o delta-xfer algorithm)")
              .negatable()
              .sets(PushFlag.WHOLE_FILE),
          option("compress z", "compress file data during the transfer")
              .negatable()
              .does((s, use) -> compress(s, use.negated())),
          option("compress-choice zc", "choose the compression algorithm")
              .takes("STR", (s, use) -> s.compression.choose(use.text())),
          option("old-compress", "")
              .does((s, use) -> s.compression.choose(Compression.ZLIB.wireName())),
          option("new-compress", "")
              .does((s, use) -> s.compression.choose(Compression.ZLIBX.wireName())),
          option("compress-level zl", "explicitly set compression level")
              .takes("NUM", (s, use) -> s.compression.level(use.integer())),
          // One session is compressed by one thread, which is all that the number bounds.
          option("compress-threads zt", "explicitly set compression threads")
              .takes("NUM", (s, use) -> threads(use)),
          // As with rsync from 3.2 on, it has no effect.
          option("skip-compress", "skip compressing files with suffix in LIST")
              .takes("LIST", (s, use) -> {}),
          option("block-size B", "force a fixed checksum block-size")
              .takes("SIZE", (s, use) -> s.push.blockSize(blockSize(use))),
          option("checksum-choice cc", "choose the checksum algorithm")
              .takes("STR", (s, use) -> ChecksumChoice.set(s.push, use.text())),
          option("checksum-seed", "set block/file checksum seed (advanced)")
              .takes("NUM", (s, use) -> s.push.checksumSeed(use.integer())),
          option("dry-run n", "perform a trial run with no changes made").sets(PushFlag.DRY_RUN),
          option("inplace", "update destination files in-place").negatable().sets(PushFlag.INPLACE),
          option("append", "append data onto shorter files").negatable().later(),
          option("append-verify", "--append w/old data in file checksum").later(),
          option("sparse S", "turn sequences of nulls into sparse blocks")
              .negatable()
              .sets(PushFlag.SPARSE),
          option("preallocate", "allocate dest files before writing them")
              .sets(PushFlag.PREALLOCATE),
          option("partial", "keep partially transferred files").negatable().sets(PushFlag.PARTIAL),
          option("partial-dir", "put a partially transferred file into DIR")
              .takes("DIR", (s, use) -> partialDir(s, use.path())),
          option("delay-updates", "put all updated files into place at end")
              .negatable()
              .sets(PushFlag.DELAY_UPDATES),
          option("temp-dir T", "create temporary files in directory DIR")
              .takes("DIR", (s, use) -> s.push.tempDir(use.path())),
          option("fsync", "fsync every written file").sets(PushFlag.FSYNC),
          option("mkpath", "create destination's missing path components")
              .negatable()
              .sets(PushFlag.MKPATH),
          option("fuzzy y", "find similar file for basis if no dest file")
              .negatable()
              .counts(PushFlag.FUZZY),
          basis("compare-dest", BasisDir.Kind.COMPARE, "also compare destination files with DIR"),
          basis("copy-dest", BasisDir.Kind.COPY, "... and include copies of unchanged files"),
          basis("link-dest", BasisDir.Kind.LINK, "hardlink to files in DIR when unchanged"),
          option("backup b", "make backups (see --suffix & --backup-dir)")
              .negatable()
              .sets(PushFlag.BACKUP),
          option("backup-dir", "make backups into hierarchy based in DIR")
              .takes("DIR", (s, use) -> s.push.backupDir(use.path())),
          option("suffix", "backup suffix (default ~ w/o --backup-dir)")
              .takes("SUFFIX", (s, use) -> s.push.suffix(use.text())),
          option("stop-after time-limit", "stop after MINS minutes have elapsed").later("MINS"),
          option("stop-at", "stop at the specified point in time").later("y-m-dTh:m"),
          option("max-alloc", "change a limit relating to memory alloc")
              .takes("SIZE", (s, use) -> maxAlloc(s, use)),
          option("qsort", "").never("", "daemons do not know it"));

  private TransferOptions() {}

  private static OptionSpec basis(String name, BasisDir.Kind kind, String help) {
    return option(name, help).takes("DIR", (s, use) -> s.basisDir(kind, use.path()));
  }

  private static void compress(Settings settings, boolean negated) {
    if (negated) {
      settings.compression.off();
    } else {
      settings.compression.more();
    }
  }

  private static void threads(OptionUse use) throws RsyncException {
    if (use.integer() < 0) {
      throw use.wrong("a number of threads is not negative");
    }
  }

  /** The daemon's limit; ours are what Java is given. */
  private static void maxAlloc(Settings settings, OptionUse use) throws RsyncException {
    long bytes = SizeValue.of(use, 'b', Long.MAX_VALUE, "");
    if (bytes < LEAST_ALLOC) {
      throw SizeValue.wrong(use, "is too small (min: 1.00M)");
    }
    settings.push.maxAlloc(bytes == USUAL_ALLOC ? null : use.text());
  }

  /** An empty directory, or ".", leaves the partial file where it is. */
  private static void partialDir(Settings settings, BytePath path) {
    settings.push.set(PushFlag.PARTIAL).partialDir(path.isEmpty() ? null : path);
  }

  private static int blockSize(OptionUse use) throws RsyncException {
    return (int) SizeValue.of(use, 'b', LARGEST_BLOCK, " (max: 128.00K)");
  }
}
