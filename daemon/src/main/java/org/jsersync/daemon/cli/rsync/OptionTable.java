package org.jsersync.daemon.cli.rsync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All options of rsync 3.5.0, each with what it does here: the one source for reading a command
 * line, for the help and for what is refused (04-options, section 1.2).
 */
final class OptionTable {
  /** An option under one of its names. */
  record Name(OptionSpec spec, boolean negated) {}

  private static final OptionTable RSYNC = with(OutputOptions.ALL);
  private static final OptionTable MIRROR = with(OutputOptions.SILENT);

  private final List<OptionSpec> specs;
  private final Map<String, Name> byName = new HashMap<>();

  private OptionTable(List<OptionSpec> specs) {
    this.specs = specs;
    for (OptionSpec spec : specs) {
      spec.names().forEach(name -> add(name, spec));
      spec.letters().forEach(letter -> add(letter.toString(), spec));
    }
  }

  private static OptionTable with(List<OptionSpec> output) {
    return new OptionTable(
        Stream.of(
                output,
                SelectionOptions.ALL,
                AttributeOptions.ALL,
                TransferOptions.ALL,
                DeletionOptions.ALL,
                ConnectionOptions.ALL)
            .flatMap(List::stream)
            .toList());
  }

  private void add(String name, OptionSpec spec) {
    put(name, new Name(spec, false));
    if (spec.negatable()) {
      put("no-" + name, new Name(spec, true));
    }
  }

  private void put(String key, Name name) {
    if (byName.put(key, name) != null) {
      throw new IllegalStateException("two options are called " + key);
    }
  }

  static OptionTable rsync() {
    return RSYNC;
  }

  /** As a mirror takes them, which prints nothing that rsync would. */
  static OptionTable mirror() {
    return MIRROR;
  }

  List<OptionSpec> specs() {
    return specs;
  }

  /** The option with a long name, given without its dashes; null if there is none. */
  @Nullable Name named(String name) {
    return name.length() == 1 ? null : byName.get(name);
  }

  /** The option with a letter; null if there is none. */
  @Nullable OptionSpec lettered(char letter) {
    Name name = byName.get(String.valueOf(letter));
    return name == null ? null : name.spec();
  }
}
