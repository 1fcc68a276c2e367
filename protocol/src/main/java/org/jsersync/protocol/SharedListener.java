package org.jsersync.protocol;

import org.jsersync.protocol.file.BytePath;

/** One session's way to a listener that several sessions have: one at a time. */
final class SharedListener implements PushListener {
  private final PushListener listener;
  private final int session;
  private final Links links;

  /** Hears of files with several names. */
  interface Links {
    void add(int session, BytePath path, long device, long inode);
  }

  /**
   * A session's listener.
   *
   * @param listener the one that all have; its lock is taken for each call
   * @param links hears of them under the same lock; as of this session
   */
  SharedListener(PushListener listener, int session, Links links) {
    this.listener = listener;
    this.session = session;
    this.links = links;
  }

  @Override
  public void greetingText(byte[] line) {
    synchronized (listener) {
      listener.greetingText(line);
    }
  }

  @Override
  public void connected(int protocol, String checksum, String compression) {
    synchronized (listener) {
      listener.connected(protocol, checksum, compression);
    }
  }

  @Override
  public void listed(BytePath path) {
    synchronized (listener) {
      listener.listed(path);
    }
  }

  @Override
  public void linked(BytePath path, long device, long inode) {
    synchronized (listener) {
      listener.linked(path, device, inode);
      links.add(session, path, device, inode);
    }
  }

  @Override
  public void item(Item item) {
    synchronized (listener) {
      listener.item(item);
    }
  }

  @Override
  public void progress(BytePath path, long done, long size) {
    synchronized (listener) {
      listener.progress(path, done, size);
    }
  }

  @Override
  public void deleted(BytePath path, boolean directory) {
    synchronized (listener) {
      listener.deleted(path, directory);
    }
  }

  @Override
  public void confirmed(BytePath path) {
    synchronized (listener) {
      listener.confirmed(path);
    }
  }

  @Override
  public void message(Level level, String text) {
    synchronized (listener) {
      listener.message(level, text);
    }
  }

  @Override
  public void sourceFailed(BytePath path, String text) {
    synchronized (listener) {
      listener.sourceFailed(path, text);
    }
  }
}
