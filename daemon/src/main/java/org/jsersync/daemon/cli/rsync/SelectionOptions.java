package org.jsersync.daemon.cli.rsync;

import static org.jsersync.daemon.cli.rsync.OptionSpec.option;

import java.util.List;
import org.jsersync.daemon.cli.rsync.FilterArgument.Kind;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.RsyncException;

/** What is transferred (04-options, section 1.2, "What to transfer"). */
final class SelectionOptions {
  static final List<OptionSpec> ALL =
      List.of(
          option("archive a", "archive mode is -rlptgoD (no -A,-X,-U,-N,-H)")
              .does((s, use) -> s.push.archive()),
          option("recursive r", "recurse into directories").negatable().sets(PushFlag.RECURSIVE),
          option("inc-recursive i-r", "enable incremental recursion; on by default")
              .negatable()
              .does((s, use) -> s.push.set(PushFlag.NO_INC_RECURSIVE, use.negated())),
          option("dirs d", "transfer directories without recursing")
              .negatable()
              .sets(PushFlag.DIRS),
          option("old-dirs old-d", "works like --dirs when talking to old rsync").later(),
          option("relative R", "use relative path names").negatable().sets(PushFlag.RELATIVE),
          option("implied-dirs i-d", "with --relative send the parents' attributes; on by default")
              .negatable()
              .does((s, use) -> s.push.set(PushFlag.NO_IMPLIED_DIRS, use.negated())),
          option("files-from", "read list of source-file names from FILE").later("FILE"),
          option("from0 0", "all *-from/filter files are delimited by 0s")
              .negatable()
              .does((s, use) -> s.from0 = !use.negated()),
          option("cvs-exclude C", "auto-ignore files in the same way CVS does").later(),
          filter("filter f", Kind.FILTER, "RULE", "add a file-filtering RULE"),
          option("F", "same as --filter='dir-merge /.rsync-filter'").later(),
          filter("exclude", Kind.EXCLUDE, "PATTERN", "exclude files matching PATTERN"),
          filter("exclude-from", Kind.EXCLUDE_FROM, "FILE", "read exclude patterns from FILE"),
          filter("include", Kind.INCLUDE, "PATTERN", "don't exclude files matching PATTERN"),
          filter("include-from", Kind.INCLUDE_FROM, "FILE", "read include patterns from FILE"),
          option("one-file-system x", "don't cross filesystem boundaries")
              .negatable()
              .counts(PushFlag.ONE_FILE_SYSTEM),
          option("prune-empty-dirs m", "prune empty directory chains from file-list")
              .negatable()
              .later(),
          option("max-size", "don't transfer any file larger than SIZE")
              .takes("SIZE", (s, use) -> s.push.maxSize(size(use))),
          option("min-size", "don't transfer any file smaller than SIZE")
              .takes("SIZE", (s, use) -> s.push.minSize(size(use))),
          option("existing ignore-non-existing", "skip creating new files on receiver")
              .sets(PushFlag.EXISTING),
          option("ignore-existing", "skip updating files that exist on receiver")
              .sets(PushFlag.IGNORE_EXISTING),
          option("update u", "skip files that are newer on the receiver").sets(PushFlag.UPDATE),
          option("ignore-times I", "don't skip files that match size and time")
              .sets(PushFlag.IGNORE_TIMES),
          option("size-only", "skip files that match in size").sets(PushFlag.SIZE_ONLY),
          option("checksum c", "skip based on checksum, not mod-time & size")
              .negatable()
              .sets(PushFlag.CHECKSUM),
          option("modify-window @", "set the accuracy for mod-time comparisons")
              .takes("NUM", (s, use) -> s.push.modifyWindow(use.integer())),
          option("remove-source-files", "sender removes synchronized files (non-directory)")
              .later(),
          option("remove-sent-files", "").later(),
          option("ignore-missing-args", "ignore missing source arguments without error").later(),
          option("delete-missing-args", "delete missing source arguments from destination")
              .later());

  private SelectionOptions() {}

  private static OptionSpec filter(String names, Kind kind, String value, String help) {
    return option(names, help)
        .takes(value, (s, use) -> s.filters.add(new FilterArgument(kind, use.value(), s.from0)));
  }

  private static long size(OptionUse use) throws RsyncException {
    return SizeValue.of(use, 'b', Long.MAX_VALUE, "");
  }
}
