package org.jsersync.protocol.flist;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jspecify.annotations.Nullable;

/** One name in a file list. */
public final class FileEntry {
  private static final byte[] DOT = ".".getBytes(StandardCharsets.US_ASCII);
  static final byte[] NO_BYTES = new byte[0];

  private final BytePath path;
  private final byte[] name;
  private final FileStat stat;
  private final DirectoryKind kind;
  private final List<Origin> origins;

  /** A symlink's target, a regular file's digest. */
  private final byte[] told;

  private EntryAttributes attributes;
  private boolean sent;
  private @Nullable PlanNode planned;

  FileEntry(
      BytePath path,
      FileStat stat,
      DirectoryKind kind,
      List<Origin> origins,
      byte[] linkTarget,
      byte[] checksum) {
    this(path, stat, kind, origins, stat.isSymlink() ? linkTarget : checksum, EntryAttributes.NONE);
  }

  private FileEntry(
      BytePath path,
      FileStat stat,
      DirectoryKind kind,
      List<Origin> origins,
      byte[] told,
      EntryAttributes attributes) {
    this.path = path;
    this.name = path.isEmpty() ? DOT : path.toBytes();
    this.stat = stat;
    this.kind = kind;
    this.origins = origins;
    this.told = told;
    this.attributes = attributes;
  }

  /** The name below the destination. */
  public BytePath path() {
    return path;
  }

  /** The name as it is sent: "." for the destination itself. */
  byte[] wireName() {
    return name;
  }

  public FileStat stat() {
    return stat;
  }

  public DirectoryKind kind() {
    return kind;
  }

  public boolean isDirectory() {
    return kind != DirectoryKind.NONE;
  }

  /**
   * Whether this is a directory that the destination can be taken to have: itself, a parent that is
   * only implied, or one that was named as standing there.
   */
  public boolean isStanding() {
    return isDirectory()
        && (path.isEmpty()
            || kind == DirectoryKind.IMPLIED
            || (planned != null && planned.standing()));
  }

  /** Where to read it; a directory that several arguments name has several. */
  public Origin origin() {
    return origins.getFirst();
  }

  List<Origin> origins() {
    return origins;
  }

  /** A symlink's target; empty for all else, and when links are not preserved. */
  public byte[] linkTarget() {
    return stat.isSymlink() ? told : NO_BYTES;
  }

  /** The whole content's digest, if lists carry it ({@code --checksum}); else empty. */
  byte[] checksum() {
    return stat.isSymlink() ? NO_BYTES : told;
  }

  EntryAttributes attributes() {
    return attributes;
  }

  FileEntry withAttributes(EntryAttributes read) {
    attributes = read;
    return this;
  }

  /** The directory of several origins that this one and others make. */
  FileEntry united(List<Origin> all) {
    return new FileEntry(path, stat, kind, all, told, attributes);
  }

  /** Its extended attributes as it was listed; none if these are not kept. */
  public XattrSet xattrs() {
    return attributes.xattrs();
  }

  /** It was listed by a set that equals its own, which all that were listed by it share. */
  void xattrsAre(XattrSet listed) {
    if (listed.size() > 0) {
      attributes = new EntryAttributes(attributes.access(), attributes.initial(), listed);
    }
  }

  /** Whether its content was sent before in this session; a second request is a redo. */
  public boolean wasSent() {
    return sent;
  }

  public void markSent() {
    sent = true;
  }

  /** What was asked for below this directory by name; null if nothing. */
  @Nullable PlanNode planned() {
    return planned;
  }

  FileEntry withPlan(PlanNode node) {
    planned = node;
    return this;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
