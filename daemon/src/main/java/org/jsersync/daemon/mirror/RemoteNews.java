package org.jsersync.daemon.mirror;

import java.util.LinkedHashSet;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;

/**
 * What a remote says in its sessions, each thing told once. Safe for use by several threads:
 * several sessions may be held at a time.
 */
final class RemoteNews {
  /** Texts remembered, so that they are not repeated. */
  private static final int TEXTS = 200;

  private final RsyncTarget target;
  private final BytePath source;
  private final MirrorListener listener;
  private final LinkedHashSet<String> told = new LinkedHashSet<>();
  private String agreed = "";

  RemoteNews(RsyncTarget target, BytePath source, MirrorListener listener) {
    this.target = target;
    this.source = source;
    this.listener = listener;
  }

  /** A session stands. */
  synchronized void connected(int protocol, String checksum, String compression) {
    String now = protocol + " " + checksum + " " + compression;
    if (agreed.isEmpty() && SameDirectory.ofRemote(target, source) == SameDirectory.Answer.YES) {
      listener.message(
          target,
          "a daemon on this machine works in "
              + source
              + " itself; if it does so for this remote, every change comes back as a change:"
              + " see with --check, and the module's path in rsyncd.conf");
    }
    if (!now.equals(agreed)) {
      agreed = now;
      listener.connected(target, protocol, checksum, compression);
    }
  }

  /** The daemon said something. */
  synchronized void text(String text) {
    if (told.add(text)) {
      if (told.size() > TEXTS) {
        told.removeFirst();
      }
      listener.message(target, "the daemon says: " + text);
    }
  }
}
