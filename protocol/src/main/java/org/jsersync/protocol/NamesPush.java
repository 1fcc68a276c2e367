package org.jsersync.protocol;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.filter.FilterRule;
import org.jsersync.protocol.filter.ScopedRules;

/**
 * How a batch of names is pushed (02-filelist, section 7): one list without incremental recursion,
 * acknowledged entry by entry unless the caller forgoes that, deletions by rules that name exactly
 * what goes.
 */
final class NamesPush {
  /** The daemon may decline a file, or needs to see it first. */
  private static final Set<PushFlag> ONLY_WHEN_ASKED =
      EnumSet.of(
          PushFlag.DRY_RUN,
          PushFlag.EXISTING,
          PushFlag.IGNORE_EXISTING,
          PushFlag.UPDATE,
          PushFlag.INPLACE,
          PushFlag.BACKUP,
          PushFlag.PARTIAL,
          PushFlag.DELAY_UPDATES,
          PushFlag.FUZZY,
          PushFlag.MKPATH);

  private NamesPush() {}

  /** The caller's options as a batch needs them. */
  static PushOptions options(PushOptions asked, Selection.Names names) {
    PushOptionsBuilder batch =
        asked.toBuilder()
            .set(PushFlag.RECURSIVE)
            .clear(PushFlag.RELATIVE)
            .clear(PushFlag.DIRS)
            .clear(PushFlag.DELETE_EXCLUDED)
            .set(PushFlag.HARD_LINKS, asked.has(PushFlag.HARD_LINKS) || !names.renames().isEmpty())
            .set(PushFlag.ACKNOWLEDGE, acknowledges(asked));
    return batch.delete(asked.deletes() ? DeleteMode.DEFAULT : DeleteMode.NONE).build();
  }

  /**
   * Whether the daemon is to confirm each file. It does so before it has a file's extended
   * attributes, and also when it could not keep them or the access control list: then only the
   * clean end of a session says that they are right.
   */
  static boolean acknowledges(PushOptions asked) {
    return !asked.has(PushFlag.NO_ACKNOWLEDGE)
        && !asked.has(PushFlag.ACLS)
        && !asked.has(PushFlag.XATTRS);
  }

  /** All that a selection names; nothing if it names arguments. */
  static Set<BytePath> asked(Selection selection) {
    if (!(selection instanceof Selection.Names names)) {
      return Set.of();
    }
    Set<BytePath> asked = new HashSet<>(names.present());
    asked.addAll(names.absent());
    asked.addAll(names.complete());
    asked.addAll(names.shallow());
    asked.addAll(names.parents());
    names.renames().forEach(rename -> asked.add(rename.to()));
    return asked;
  }

  /**
   * Whether contents may be sent before the daemon asks for them: it would ask for every file, and
   * nothing but the file itself decides what becomes of it.
   *
   * @param batch the options of the session
   */
  static boolean sendsUnasked(PushOptions batch) {
    return batch.has(PushFlag.UNASKED)
        && batch.has(PushFlag.IGNORE_TIMES)
        && !batch.has(PushFlag.XATTRS)
        && ONLY_WHEN_ASKED.stream().noneMatch(batch::has)
        && batch.minSize() == null
        && batch.maxSize() == null
        && batch.basisDirs().isEmpty()
        && batch.remoteOptions().isEmpty();
  }

  /** The old name of each file that is to be renamed, by its new one. */
  static Map<BytePath, BytePath> renamedFiles(Selection selection) {
    if (!(selection instanceof Selection.Names names) || names.renames().isEmpty()) {
      return Map.of();
    }
    Map<BytePath, BytePath> renamed = new HashMap<>();
    for (Selection.Rename rename : names.renames()) {
      if (!rename.directory()) {
        renamed.put(rename.to(), rename.from());
      }
    }
    return renamed;
  }

  /** Lets the named paths go, and nothing else. */
  static List<FilterRule> deletionRules(Selection.Names names) {
    List<FilterRule> rules = new ArrayList<>();
    eachRule(names, (_, rule) -> rule.ifPresent(rules::add));
    rules.add(ScopedRules.protectRest());
    return rules;
  }

  /**
   * Names that no rule can be made for, because it would be longer than a daemon takes: they, or
   * what is below them, stay as they are.
   */
  static List<BytePath> undeletable(Selection.Names names) {
    List<BytePath> paths = new ArrayList<>();
    eachRule(
        names,
        (path, rule) -> {
          if (rule.isEmpty()) {
            paths.add(path);
          }
        });
    return paths;
  }

  private static void eachRule(
      Selection.Names names, BiConsumer<BytePath, Optional<FilterRule>> taker) {
    names.absent().forEach(path -> taker.accept(path, ScopedRules.risk(path)));
    names.complete().forEach(path -> taker.accept(path, ScopedRules.riskBelow(path)));
    names.shallow().forEach(path -> taker.accept(path, ScopedRules.riskIn(path)));
  }
}
