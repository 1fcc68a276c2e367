package org.jsersync.protocol.file;

import java.lang.invoke.MethodHandle;

/**
 * System calls by number. Memory goes by its address: the caller holds on to it until the call is
 * over.
 */
final class Syscall {
  private static final MethodHandle SYSCALL = Libc.ofLongs("syscall");

  private Syscall() {}

  /**
   * Calls the kernel; arguments it does not take are 0. Memory goes by its address: the caller
   * holds on to it until the call is over.
   *
   * @return what the kernel says, or minus errno
   */
  static long call(Scratch scratch, long number, long a, long b, long c, long d, long e) {
    try {
      long result = (long) SYSCALL.invokeExact(scratch.callState(), number, a, b, c, d, e);
      return result < 0 ? -scratch.errno() : result;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  /** The same, again as long as a signal interrupts it. */
  static long insist(Scratch scratch, long number, long a, long b, long c, long d) {
    long result;
    do {
      result = call(scratch, number, a, b, c, d, 0);
    } while (result == -PosixException.EINTR);
    return result;
  }
}
