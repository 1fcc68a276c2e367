package org.jsersync.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.filter.FilterRule;
import org.jsersync.protocol.filter.ScopedRules;

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
  static List<FilterRule> deletionRules(Selection.Names names) {
    List<FilterRule> rules = new ArrayList<>();
    for (BytePath path : names.absent()) {
      ScopedRules.risk(path).ifPresent(rules::add);
    }
    for (BytePath path : names.complete()) {
      ScopedRules.riskBelow(path).ifPresent(rules::add);
    }
    for (BytePath path : names.shallow()) {
      ScopedRules.riskIn(path).ifPresent(rules::add);
    }
    rules.add(ScopedRules.protectRest());
    return rules;
  }

  /** Names that no rule can be made for, because it would be longer than a daemon takes. */
  static List<BytePath> undeletable(Selection.Names names) {
    return names.absent().stream().filter(path -> ScopedRules.risk(path).isEmpty()).toList();
  }
}
