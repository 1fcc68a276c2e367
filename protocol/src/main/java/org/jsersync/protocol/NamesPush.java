package org.jsersync.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.file.BytePath;

/**
 * How a batch of names is pushed (02-filelist, section 7): one list without incremental recursion,
 * acknowledged entry by entry, deletions by rules that name exactly what goes.
 */
final class NamesPush {
  private NamesPush() {}

  /** The caller's options as a batch needs them. */
  static PushOptions options(PushOptions asked) {
    PushOptionsBuilder batch =
        asked.toBuilder()
            .set(PushFlag.RECURSIVE)
            .clear(PushFlag.RELATIVE)
            .clear(PushFlag.DIRS)
            .clear(PushFlag.DELETE_EXCLUDED)
            .set(PushFlag.ACKNOWLEDGE);
    return batch.delete(asked.deletes() ? DeleteMode.DEFAULT : DeleteMode.NONE).build();
  }

  /** Lets the named paths go, and nothing else. */
  static List<byte[]> deletionRules(Selection.Names names) {
    List<byte[]> rules = new ArrayList<>();
    for (BytePath path : names.absent()) {
      rules.add(DeletionRules.risk(path));
    }
    for (BytePath path : names.complete()) {
      rules.add(DeletionRules.riskBelow(path));
    }
    rules.add(DeletionRules.protectRest());
    return rules;
  }
}
