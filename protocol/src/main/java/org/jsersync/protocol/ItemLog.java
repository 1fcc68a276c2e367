package org.jsersync.protocol;

import java.util.List;
import org.jsersync.protocol.file.BytePath;

/** Passes everything on and keeps the items for the report. */
final class ItemLog implements PushListener {
  private final PushListener next;
  private final List<Item> items;

  ItemLog(PushListener next, List<Item> items) {
    this.next = next;
    this.items = items;
  }

  @Override
  public void linked(BytePath path, long device, long inode) {
    next.linked(path, device, inode);
  }

  @Override
  public void item(Item item) {
    items.add(item);
    next.item(item);
  }

  @Override
  public void greetingText(byte[] line) {
    next.greetingText(line);
  }

  @Override
  public void connected(int protocol, String checksum, String compression) {
    next.connected(protocol, checksum, compression);
  }

  @Override
  public void listed(BytePath path) {
    next.listed(path);
  }

  @Override
  public void progress(BytePath path, long done, long size) {
    next.progress(path, done, size);
  }

  @Override
  public void deleted(BytePath path, boolean directory) {
    next.deleted(path, directory);
  }

  @Override
  public void confirmed(BytePath path) {
    next.confirmed(path);
  }

  @Override
  public void message(Level level, String text) {
    next.message(level, text);
  }

  @Override
  public void sourceFailed(BytePath path, String text) {
    next.sourceFailed(path, text);
  }
}
