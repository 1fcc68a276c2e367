package org.jsersync.protocol.file;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** An open file by Linux system calls; bytes go through a pooled native buffer. */
final class LinuxFile implements OpenFile {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final BufferPool BUFFERS = new BufferPool(BUFFER_BYTES, 16);
  private static final byte[] ITSELF = {};

  private final BytePath path;
  private final Descriptor descriptor;
  private final FileStat opened;

  private LinuxFile(BytePath path, Descriptor descriptor, FileStat opened) {
    this.path = path;
    this.descriptor = descriptor;
    this.opened = opened;
  }

  /**
   * A file from its descriptor, which it owns from here on. Refuses what open took but nobody
   * should read: a directory, a fifo, a device.
   *
   * @param path for messages
   */
  static LinuxFile of(BytePath path, int fd) throws PosixException {
    Descriptor descriptor = new Descriptor(fd, path);
    try {
      FileStat stat = stat(path, descriptor);
      if (stat.isDirectory()) {
        throw Libc.failure("open", path, PosixException.EISDIR);
      }
      if (!stat.isRegular()) {
        throw new PosixException("open", path, PosixException.EINVAL, "not a regular file");
      }
      return new LinuxFile(path, descriptor, stat);
    } catch (PosixException e) {
      descriptor.close();
      throw e;
    }
  }

  @Override
  public FileStat opened() {
    return opened;
  }

  @Override
  public FileStat stat() throws PosixException {
    return stat(path, descriptor);
  }

  private static FileStat stat(BytePath path, Descriptor descriptor) throws PosixException {
    int fd = descriptor.use();
    try (Scratch scratch = Scratch.take()) {
      int result = FileCalls.statx(scratch, fd, scratch.name(ITSELF));
      if (result < 0) {
        throw Libc.failure("fstat", path, -result);
      }
      return StatxLayout.read(scratch);
    } finally {
      descriptor.release();
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws PosixException {
    if (length == 0) {
      throw new IllegalArgumentException("a read of nothing");
    }
    int fd = descriptor.use();
    MemorySegment bytes = BUFFERS.take();
    try (Scratch scratch = Scratch.take()) {
      int count = FileCalls.read(scratch, fd, bytes, Math.min(length, BUFFER_BYTES));
      if (count < 0) {
        throw Libc.failure("read", path, -count);
      }
      MemorySegment.copy(bytes, JAVA_BYTE, 0, buffer, offset, count);
      return count == 0 ? -1 : count;
    } finally {
      BUFFERS.give(bytes);
      descriptor.release();
    }
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
