package org.jsersync.daemon.cli.rsync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.filter.FilterRules;
import org.jsersync.protocol.filter.FilterRulesBuilder;
import org.jsersync.protocol.filter.FilterSyntaxException;

/** Turns filter options into rules, and adds the rules that other options imply. */
final class Filters {
  /** Where {@code --delay-updates} keeps files until the end. */
  private static final String DELAYED = ".~tmp~";

  private static final int UNSUPPORTED = 4;

  /** More than any list of rules: a wrong name must not fill the memory. */
  private static final int MAX_BYTES = 16 << 20;

  private final InputStream in;
  private final Consumer<String> warnings;

  /**
   * Reads rule files.
   *
   * @param in what the file "-" is
   * @param warnings gets what rsync says of rules that it drops
   */
  Filters(InputStream in, Consumer<String> warnings) {
    this.in = in;
    this.warnings = warnings;
  }

  /** These options with their rules. */
  PushOptions add(List<FilterArgument> arguments, PushOptions options) throws RsyncException {
    FilterRulesBuilder builder = FilterRules.builder().files(this::read);
    try {
      for (FilterArgument argument : arguments) {
        builder.from0(argument.from0());
        add(argument, builder);
      }
      addImplied(options, builder);
    } catch (FilterSyntaxException e) {
      Kind kind = e.exitCode() == UNSUPPORTED ? Kind.UNSUPPORTED : Kind.USAGE;
      throw new RsyncException(kind, e.exitCode(), String.valueOf(e.getMessage()), e);
    }
    builder.warnings().forEach(warnings);
    return options.toBuilder().filter(builder.build()).build();
  }

  private static void add(FilterArgument argument, FilterRulesBuilder builder)
      throws FilterSyntaxException {
    byte[] value = argument.value();
    switch (argument.kind()) {
      case FILTER -> builder.filter(value);
      case EXCLUDE -> builder.exclude(value);
      case INCLUDE -> builder.include(value);
      case EXCLUDE_FROM -> builder.excludeFrom(value);
      case INCLUDE_FROM -> builder.includeFrom(value);
    }
  }

  /** Backups and partial files are kept from deletion (05-filters, section 2.2). */
  private static void addImplied(PushOptions options, FilterRulesBuilder builder)
      throws FilterSyntaxException {
    boolean backups =
        options.has(PushFlag.BACKUP)
            && options.backupDir() == null
            && options.deletes()
            && !options.has(PushFlag.DELETE_EXCLUDED);
    if (backups) {
      String suffix = options.suffix();
      builder.filter(bytes("P *" + (suffix == null ? "~" : suffix)));
    }
    BytePath partial = options.partialDir();
    if (partial == null && options.has(PushFlag.DELAY_UPDATES)) {
      partial = BytePath.of(DELAYED);
    }
    if (partial != null && !partial.isAbsolute()) {
      builder.filter(join(bytes("-p "), partial.toBytes(), bytes("/")));
    }
  }

  private byte[] read(byte[] name) throws IOException {
    if (name.length == 1 && name[0] == '-') {
      return bounded(in);
    }
    try (InputStream file =
        Files.newInputStream(Path.of(new String(name, StandardCharsets.UTF_8)))) {
      return bounded(file);
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new IOException("No such file or directory (2)", e);
    } catch (AccessDeniedException e) {
      throw new IOException("Permission denied (13)", e);
    }
  }

  private static byte[] bounded(InputStream from) throws IOException {
    byte[] content = from.readNBytes(MAX_BYTES + 1);
    if (content.length > MAX_BYTES) {
      throw new IOException("more than " + MAX_BYTES + " bytes");
    }
    return content;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
