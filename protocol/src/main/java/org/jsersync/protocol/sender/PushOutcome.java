package org.jsersync.protocol.sender;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jsersync.protocol.PushListener;
import org.jsersync.protocol.PushListener.Level;
import org.jsersync.protocol.PushStats;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.DisplayName;
import org.jsersync.protocol.flist.FileEntry;
import org.jsersync.protocol.flist.ListObserver;
import org.jsersync.protocol.flist.Origin;
import org.jsersync.protocol.session.MessageHandler;
import org.jspecify.annotations.Nullable;

/**
 * Collects what became of a push, path by path, from the walk, the daemon's messages and the
 * transfers; tells the listener as it goes. Used on the pushing thread.
 */
public final class PushOutcome implements MessageHandler, ListObserver {
  private final PushListener listener;
  private final Set<BytePath> asked;
  private final Map<BytePath, BytePath> renames;
  private final Set<BytePath> linked = new HashSet<>();
  private final Set<BytePath> sentAnew = new HashSet<>();
  private final Set<BytePath> confirmed = new HashSet<>();
  private final Set<BytePath> unacknowledged = new HashSet<>();
  private final Set<BytePath> deletions = new HashSet<>();
  private final Map<BytePath, String> failed = new HashMap<>();
  private final Set<BytePath> vanished = new HashSet<>();
  private final Set<BytePath> changing = new HashSet<>();
  private final KindCounter files = new KindCounter();
  private final KindCounter created = new KindCounter();
  private final KindCounter deleted = new KindCounter();
  private @Nullable SentLists lists;
  private boolean ended;
  private boolean transferErrors;
  private boolean localErrors;
  private boolean anyVanished;
  private @Nullable String lastError;
  private long totalSize;
  long transferred;
  long transferredSize;
  long literal;
  long matched;
  long fileListSize;
  long fileListNanos;

  /**
   * An empty outcome.
   *
   * @param listener told of everything at once
   * @param asked paths of which it is remembered that the daemon confirmed or deleted them
   * @param renames old names of files by their new ones, of which it is remembered what the daemon
   *     did
   */
  public PushOutcome(PushListener listener, Set<BytePath> asked, Map<BytePath, BytePath> renames) {
    this.listener = listener;
    this.asked = asked;
    this.renames = renames;
  }

  /** An outcome of a push that renames nothing. */
  public PushOutcome(PushListener listener, Set<BytePath> asked) {
    this(listener, asked, Map.of());
  }

  PushListener listener() {
    return listener;
  }

  void lists(SentLists sent) {
    lists = sent;
  }

  /** The daemon said the final goodbye: all its work is done. */
  void end() {
    ended = true;
  }

  /** Whether the session came to its end. */
  public boolean ended() {
    return ended;
  }

  /** Whether nothing at all went wrong on either side. */
  public boolean clean() {
    return ended && !transferErrors && !localErrors;
  }

  /** Whether the daemon said that something could not be done, in words only. */
  public boolean remoteErrors() {
    return transferErrors;
  }

  /** rsync's exit code for a session that came to its end. */
  public int exitCode() {
    if (transferErrors || localErrors) {
      return 23;
    }
    return anyVanished ? 24 : 0;
  }

  /** Paths asked for that the daemon said are right, entry by entry. */
  public Set<BytePath> confirmed() {
    return confirmed;
  }

  /**
   * Regular files asked for, listed, and not confirmed. The daemon confirms each that is right, but
   * no directory (02-filelist, section 7.2), and nothing at all if it was not asked to.
   */
  public Set<BytePath> unacknowledged() {
    return unacknowledged;
  }

  /** Paths asked for that the daemon said it deleted. */
  public Set<BytePath> deletions() {
    return deletions;
  }

  /** New names of files that the daemon said it linked to what it has under the old one. */
  public Set<BytePath> linked() {
    return linked;
  }

  /** New names of files whose content it asked for instead. */
  public Set<BytePath> sentAnew() {
    return sentAnew;
  }

  public Map<BytePath, String> failed() {
    return failed;
  }

  public Set<BytePath> vanished() {
    return vanished;
  }

  public Set<BytePath> changing() {
    return changing;
  }

  /** The last error text of the daemon; null if there was none. */
  public @Nullable String lastError() {
    return lastError;
  }

  /** The counters as they stand. */
  public PushStats stats(long sent, long received) {
    return new PushStats(
        files.kinds(),
        created.kinds(),
        deleted.kinds(),
        transferred,
        totalSize,
        transferredSize,
        literal,
        matched,
        fileListSize,
        fileListNanos / 1_000_000,
        sent,
        received);
  }

  /** The daemon reported on an entry. */
  void item(ItemRecord item, FileEntry entry) {
    if (item.isNew()) {
      created.count(entry.stat());
    }
    BytePath old = renames.get(entry.path());
    if (old == null) {
      return;
    }
    if (item.transfer()) {
      sentAnew.add(entry.path());
    } else if (Arrays.equals(old.toBytes(), item.xname())) {
      linked.add(entry.path());
    }
  }

  void deletedByKind(long regular, long dirs, long links, long devices, long specials) {
    deleted.add(regular, dirs, links, devices, specials);
  }

  void changing(BytePath path) {
    changing.add(path);
  }

  /** The daemon asked for a file once more, after all had been said. */
  void unanswered(BytePath path) {
    sourceFailed(path, path + " did not arrive as it was sent; it is to be sent again");
  }

  /** A source file could not be sent as it should. */
  void sourceFailed(BytePath path, String message) {
    localErrors = true;
    failed.put(path, message);
    listener.sourceFailed(path, message);
  }

  // What the walk meets.

  @Override
  public void listed(FileEntry entry) {
    files.count(entry.stat());
    if (entry.stat().isRegular() || entry.stat().isSymlink()) {
      totalSize += entry.stat().size();
    }
    if (entry.stat().isRegular() && asked.contains(entry.path())) {
      unacknowledged.add(entry.path());
    }
    listener.listed(entry.path());
    if (entry.stat().links() > 1 && !entry.isDirectory()) {
      listener.linked(entry.path(), entry.stat().device(), entry.stat().inode());
    }
  }

  @Override
  public void vanished(Origin origin, BytePath path) {
    anyVanished = true;
    vanished.add(path);
    listener.message(Level.WARNING, "file has vanished: \"" + origin.absolute() + "\"");
  }

  @Override
  public void unreadable(BytePath path, String message) {
    sourceFailed(path, message);
  }

  @Override
  public void skipped(String message) {
    listener.message(Level.INFO, message);
  }

  // What the daemon says.

  @Override
  public void text(TextKind kind, byte[] text) {
    Level level =
        switch (kind) {
          case ERROR_XFER, ERROR -> Level.ERROR;
          case WARNING -> Level.WARNING;
          case INFO -> Level.INFO;
        };
    if (kind == TextKind.ERROR_XFER) {
      transferErrors = true;
    }
    for (String line : new String(text, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      if (!line.isEmpty()) {
        String shown = DisplayName.of(line.getBytes(StandardCharsets.ISO_8859_1));
        if (level == Level.ERROR) {
          lastError = shown;
        }
        listener.message(level, shown);
      }
    }
  }

  @Override
  public void success(int index) throws RsyncException {
    FileEntry entry = lists == null ? null : lists.find(index);
    if (entry == null) {
      throw RsyncException.protocol(
          "success reported for index " + index + ", which is not listed");
    }
    if (asked.contains(entry.path())) {
      confirmed.add(entry.path());
      unacknowledged.remove(entry.path());
    }
    if (!changing.contains(entry.path())) {
      listener.confirmed(entry.path());
    }
  }

  @Override
  public void deleted(byte[] path, boolean directory) {
    BytePath name = BytePath.of(path);
    if (asked.contains(name)) {
      deletions.add(name);
    }
    listener.deleted(name, directory);
  }
}
