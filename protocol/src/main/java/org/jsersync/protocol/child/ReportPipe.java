package org.jsersync.protocol.child;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import org.jsersync.protocol.child.Surroundings.Descriptor;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.Libc;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.Scratch;

/**
 * A pipe by which a child says, once, that it has come as far as it was to. Nothing else inherits
 * it. Used by one thread.
 */
public final class ReportPipe implements AutoCloseable {
  private static final int CLOSED = -1;

  private final int in;
  private int out;

  private ReportPipe(int in, int out) {
    this.in = in;
    this.out = out;
  }

  /** Opens one, for one child. */
  public static ReportPipe open() throws PosixException {
    try (Scratch scratch = Scratch.take()) {
      MemorySegment ends = scratch.result();
      int result = ChildCalls.pipe(scratch, ends);
      if (result < 0) {
        throw failure("making", -result);
      }
      return new ReportPipe(ends.getAtIndex(JAVA_INT, 0), ends.getAtIndex(JAVA_INT, 1));
    }
  }

  /** What the child is to have. */
  public Descriptor childsEnd() {
    return new Descriptor.Ours(out);
  }

  /**
   * Waits for word of the child, which was started. Blocks in a system call: not for virtual
   * threads.
   *
   * @return false if it, and whoever else it gave the pipe to, is gone without a word
   */
  public boolean await() throws PosixException {
    try (Scratch scratch = Scratch.take()) {
      // From here on the child alone holds it, so that its end is seen.
      closeOut(scratch);
      int count;
      do {
        count = ChildCalls.readByte(scratch, in);
      } while (count == -PosixException.EINTR);
      if (count < 0) {
        throw failure("reading", -count);
      }
      return count > 0;
    }
  }

  /**
   * The child's part: gives word, and closes the descriptor. If nobody reads it any more, nobody
   * waits.
   *
   * @param fd which one the pipe is here
   */
  public static void report(int fd) {
    try (Scratch scratch = Scratch.take()) {
      int _ = ChildCalls.writeByte(scratch, fd, (byte) '\n');
      ChildCalls.close(scratch, fd);
    }
  }

  @Override
  public void close() {
    try (Scratch scratch = Scratch.take()) {
      closeOut(scratch);
      ChildCalls.close(scratch, in);
    }
  }

  private void closeOut(Scratch scratch) {
    if (out != CLOSED) {
      ChildCalls.close(scratch, out);
      out = CLOSED;
    }
  }

  private static PosixException failure(String call, int errno) {
    return Libc.failure(call, BytePath.of("pipe"), errno);
  }
}
