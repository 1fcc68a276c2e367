package org.jsersync.daemon.faillog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jsersync.daemon.mirror.PendingName;
import org.jsersync.daemon.mirror.PendingNames;
import org.jsersync.daemon.mirror.PendingSource;
import org.jspecify.annotations.Nullable;

/**
 * Brings the file up to date: what is pending here, and what others have in it. Writes nothing if
 * nothing became different. Used by one thread at a time.
 */
final class LogWriter {
  private final LogFile file;
  private final Set<Owner> owners;
  private long seen;
  private boolean more;

  /** Of what was written last; null if nothing was, or nobody knows what stands there. */
  private byte @Nullable [] digest;

  private record Section(Owner owner, List<PendingName> names) {}

  LogWriter(LogFile file, Set<Owner> owners) {
    this.file = file;
    this.owners = owners;
  }

  /**
   * Writes what is pending there now.
   *
   * @throws IOException if it could not be written; the file is as it was
   */
  void write(List<? extends PendingSource> sources) throws IOException {
    long changes = sources.stream().mapToLong(PendingSource::changes).sum();
    if (digest != null && changes == seen && !more) {
      return;
    }
    List<Section> sections = new ArrayList<>();
    more = false;
    for (PendingSource source : sources) {
      for (PendingNames pending : source.pending()) {
        more |= pending.more();
        sections.add(section(Owner.of(source.root(), pending.remote()), pending.names()));
      }
    }
    byte[] now = digest(sections);
    if (!Arrays.equals(now, digest)) {
      digest = null;
      file.replace((before, to) -> write(sections, before, to));
      digest = now;
    }
    seen = changes;
  }

  private static Section section(Owner owner, List<PendingName> names) {
    return new Section(
        owner, names.stream().sorted(Comparator.comparing(PendingName::path)).toList());
  }

  /** Not of the times, which are a little different whenever they are asked for. */
  private static byte[] digest(List<Section> sections) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
    for (Section section : sections) {
      add(digest, section.owner().root().toBytes());
      add(digest, section.owner().remote().getBytes(StandardCharsets.UTF_8));
      for (PendingName name : section.names()) {
        add(digest, name.what().name().getBytes(StandardCharsets.UTF_8));
        add(digest, name.path().toBytes());
        add(digest, name.reason().getBytes(StandardCharsets.UTF_8));
      }
      // No record begins so.
      add(digest, new byte[0]);
    }
    return digest.digest();
  }

  private static void add(MessageDigest digest, byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private void write(List<Section> sections, InputStream before, OutputStream to)
      throws IOException {
    Lines lines = new Lines(to);
    boolean isLog;
    try {
      isLog =
          LogReader.read(
              before, InstantSource.system().instant(), line -> keepOfOthers(line, lines));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (!isLog) {
      throw LogFile.NotOurs.noLog(file.path());
    }
    for (Section section : sections) {
      for (PendingName name : section.names()) {
        lines.add(section.owner(), name);
      }
    }
  }

  private void keepOfOthers(LogLine line, Lines lines) {
    LogLine.Entry entry =
        switch (line) {
          case LogLine.Entry e -> e;
          case LogLine.Damaged d when d.owner() != null ->
              new LogLine.Entry(d.owner(), LeftOver.EVERYTHING);
          default -> null;
        };
    if (entry != null && owners.stream().noneMatch(owner -> owner.shares(entry.owner()))) {
      try {
        lines.add(entry.owner(), entry.name());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The records of the new file; with none it is empty. */
  private static final class Lines {
    private final OutputStream to;
    private boolean any;

    Lines(OutputStream to) {
      this.to = to;
    }

    void add(Owner owner, PendingName name) throws IOException {
      if (!any) {
        to.write(RecordText.HEADER.getBytes(StandardCharsets.UTF_8));
        any = true;
      }
      to.write(RecordText.format(owner, name));
    }
  }
}
