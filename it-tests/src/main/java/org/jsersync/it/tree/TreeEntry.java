package org.jsersync.it.tree;

/**
 * One name in a tree. Owner, mode and device are what rsync was asked to keep, wherever the server
 * put them.
 *
 * @param type find's letter: f, d, l, c, b, p, s
 * @param mode permission bits, octal
 * @param owner uid and gid, as {@code uid:gid}
 * @param mtime seconds and nanoseconds since 1970
 * @param content a file's size and SHA-256, a link's target, a device's numbers, else empty
 * @param links the first name of the hard-link group, empty for a file with one name
 */
public record TreeEntry(
    String type, String mode, String owner, String mtime, String content, String links) {

  TreeEntry withoutLinks() {
    return new TreeEntry(type, mode, owner, mtime, content, "");
  }

  TreeEntry withoutOwner() {
    return new TreeEntry(type, mode, "", mtime, content, links);
  }

  TreeEntry withoutMtime() {
    return new TreeEntry(type, mode, owner, "", content, links);
  }

  TreeEntry withoutMode() {
    return new TreeEntry(type, "", owner, mtime, content, links);
  }

  @Override
  public String toString() {
    return String.join(" ", type, mode, owner, mtime, content, links).strip();
  }
}
