package org.jsersync.daemon.cli.rsync;

import static org.jsersync.daemon.cli.rsync.OptionSpec.option;

import java.util.List;
import org.jsersync.protocol.DeleteMode;
import org.jsersync.protocol.PushFlag;

/** What is deleted at the destination (04-options, section 1.2, "How to transfer"). */
final class DeletionOptions {
  static final List<OptionSpec> ALL =
      List.of(
          option("delete", "delete extraneous files from dest directories")
              .does((s, use) -> s.deleteWhen.add(DeleteMode.DEFAULT)),
          option("delete-before", "receiver deletes before xfer, not during")
              .does((s, use) -> s.deleteWhen.add(DeleteMode.BEFORE)),
          option("delete-during del", "receiver deletes during the transfer")
              .does((s, use) -> meanwhile(s, DeleteMode.DURING)),
          option("delete-delay", "find deletions during, delete after")
              .does((s, use) -> meanwhile(s, DeleteMode.DELAY)),
          option("delete-after", "receiver deletes after transfer, not during")
              .does((s, use) -> s.deleteWhen.add(DeleteMode.AFTER)),
          option("delete-excluded", "also delete excluded files from dest directories")
              .sets(PushFlag.DELETE_EXCLUDED),
          option("force", "force deletion of directories even if not empty")
              .negatable()
              .sets(PushFlag.FORCE),
          option("ignore-errors", "delete even if there are I/O errors")
              .negatable()
              .sets(PushFlag.IGNORE_ERRORS),
          option("max-delete", "don't delete more than NUM files")
              .takes("NUM", (s, use) -> s.push.maxDelete(use.integer())));

  private DeletionOptions() {}

  /** These two are one setting: the last one wins. */
  private static void meanwhile(Settings settings, DeleteMode mode) {
    settings.deleteWhen.remove(DeleteMode.DURING);
    settings.deleteWhen.remove(DeleteMode.DELAY);
    settings.deleteWhen.add(mode);
  }
}
