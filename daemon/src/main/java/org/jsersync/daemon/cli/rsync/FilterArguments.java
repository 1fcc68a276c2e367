package org.jsersync.daemon.cli.rsync;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.filter.FilterRules;
import org.jsersync.protocol.filter.FilterRulesBuilder;
import org.jsersync.protocol.filter.FilterSyntaxException;

/**
 * Turns the filter options of a command line into rules, in their order (05-filters, section 1).
 */
final class FilterArguments {
  /** More than any list of rules; a wrong file name must not fill the memory. */
  private static final int MAX_BYTES = 16 << 20;

  private static final int UNSUPPORTED = 4;

  private FilterArguments() {}

  /**
   * The rules.
   *
   * @throws RsyncException if one cannot be read or is not supported
   */
  static FilterRules rules(List<FilterArgument> arguments) throws RsyncException {
    FilterRulesBuilder rules = FilterRules.builder().files(FilterArguments::read);
    try {
      for (FilterArgument argument : arguments) {
        add(rules, argument);
      }
    } catch (FilterSyntaxException e) {
      RsyncException.Kind kind =
          e.exitCode() == UNSUPPORTED ? RsyncException.Kind.UNSUPPORTED : RsyncException.Kind.USAGE;
      throw new RsyncException(kind, e.exitCode(), String.valueOf(e.getMessage()), e);
    }
    for (String warning : rules.warnings()) {
      throw OptionUse.usage(warning);
    }
    return rules.build();
  }

  private static void add(FilterRulesBuilder rules, FilterArgument argument)
      throws FilterSyntaxException {
    switch (argument.kind()) {
      case FILTER -> rules.filter(argument.value());
      case EXCLUDE -> rules.exclude(argument.value());
      case INCLUDE -> rules.include(argument.value());
      case EXCLUDE_FROM -> rules.excludeFrom(argument.value());
      case INCLUDE_FROM -> rules.includeFrom(argument.value());
    }
  }

  private static byte[] read(byte[] name) throws IOException {
    Path file = Path.of(new String(name, StandardCharsets.UTF_8));
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES);
    } catch (NoSuchFileException e) {
      throw new IOException("No such file or directory (2)", e);
    }
  }
}
