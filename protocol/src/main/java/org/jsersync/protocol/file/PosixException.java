package org.jsersync.protocol.file;

import java.io.IOException;

/** A system call on a local file failed; says which call, on what, and why. */
public final class PosixException extends IOException {
  private static final long serialVersionUID = 1L;

  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int EINTR = 4;
  public static final int EIO = 5;
  public static final int ENOEXEC = 8;
  public static final int EAGAIN = 11;
  public static final int EACCES = 13;
  public static final int EXDEV = 18;
  public static final int ENOTDIR = 20;
  public static final int EISDIR = 21;
  public static final int EINVAL = 22;
  public static final int EMFILE = 24;
  public static final int ENOSPC = 28;
  public static final int ENAMETOOLONG = 36;
  public static final int ENOSYS = 38;
  public static final int ELOOP = 40;
  public static final int ENODATA = 61;
  public static final int EOPNOTSUPP = 95;

  private final int errno;
  private final String reason;

  /**
   * A failed call.
   *
   * @param call the libc function
   * @param path what it was called on
   * @param errno the C library's error number
   * @param reason its text, as strerror gives it
   */
  public PosixException(String call, BytePath path, int errno, String reason) {
    super(call + " \"" + path + "\" failed: " + reason + " (" + errno + ")");
    this.errno = errno;
    this.reason = reason;
  }

  public int errno() {
    return errno;
  }

  /** The C library's text for {@link #errno}. */
  public String reason() {
    return reason;
  }

  /** Whether the name is not there (any more). */
  public boolean isGone() {
    return errno == ENOENT || errno == ENOTDIR;
  }
}
