package org.jsersync.daemon.cli.rsync;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushListener;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.file.BytePath;

/** Prints what happens during a push, as rsync does (04-options, sections 5.1 and 5.2). */
final class PushPrinter implements PushListener {
  private final Display display;
  private final PushOptions options;
  private final NameText names;
  private final Output output;

  PushPrinter(Display display, Output output) {
    this.display = display;
    this.options = display.options();
    this.names = new NameText(display.escapeHighBytes());
    this.output = output;
  }

  @Override
  public void greetingText(byte[] line) {
    if (display.greets()) {
      output.print(names.of(line));
    }
  }

  @Override
  public void connected(int protocol, String checksum, String compression) {
    boolean lists = options.has(PushFlag.RECURSIVE) || options.has(PushFlag.DIRS);
    if (display.verbose() && lists) {
      output.print(
          options.incrementalRecursion()
              ? "sending incremental file list"
              : "building file list ... done");
    }
  }

  @Override
  public void item(Item item) {
    if (!shows(item)) {
      return;
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    if (display.itemizes()) {
      add(line, ItemText.of(item, options.has(PushFlag.TIMES)) + " ");
    }
    name(line, item.path(), ItemText.directory(item));
    if (item.linkTarget().length > 0) {
      add(line, ItemText.symlink(item) ? " -> " : " => ");
      line.writeBytes(names.of(item.linkTarget()));
    }
    output.print(line.toByteArray());
  }

  /** Attributes alone are news only for {@code -i}, except for a directory's. */
  private boolean shows(Item item) {
    if (!display.names()) {
      return false;
    }
    boolean significant = ItemText.significant(item);
    if (display.itemizes()) {
      return significant || options.count(PushFlag.ITEMIZE) > 1 || linked(item);
    }
    boolean moved = (item.flags() & (Item.TRANSFER | Item.LOCAL_CHANGE)) != 0;
    return significant && (moved || ItemText.directory(item));
  }

  /** Whether it became another name of a file that was there. */
  private static boolean linked(Item item) {
    return (item.flags() & Item.XNAME_FOLLOWS) != 0 && item.linkTarget().length > 0;
  }

  @Override
  public void deleted(BytePath path, boolean directory) {
    if (display.names()) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      add(line, display.itemizes() ? "*deleting   " : "deleting ");
      name(line, path, directory);
      output.print(line.toByteArray());
    }
  }

  @Override
  public void message(Level level, String text) {
    if (level != Level.INFO) {
      output.error(text);
    } else if (!display.quiet()) {
      output.print(text);
    }
  }

  private void name(ByteArrayOutputStream line, BytePath path, boolean directory) {
    line.writeBytes(names.of(path.isEmpty() ? new byte[] {'.'} : path.toBytes()));
    if (directory) {
      line.write('/');
    }
  }

  private static void add(ByteArrayOutputStream line, String text) {
    line.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
