package org.jsersync.protocol.child;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jsersync.protocol.file.Libc;
import org.jsersync.protocol.file.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * {@code <spawn.h>}, {@code <sys/wait.h>} and what else a child needs; nothing but calls. All are
 * the same on x86-64 and arm64. Those of {@code <spawn.h>} return an error number, the others minus
 * errno.
 */
final class ChildCalls {
  static final int SIGKILL = 9;
  static final int SIGTERM = 15;

  /** More than any C library's posix_spawnattr_t or posix_spawn_file_actions_t. */
  static final int SPAWN_STRUCT_BYTES = 1024;

  static final int SIGINFO_BYTES = 128;

  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_CLOEXEC = 02000000;
  private static final int F_SETFL = 4;
  private static final int O_RDWR_NONBLOCK = 04002;
  private static final int POSIX_SPAWN_SETSIGMASK = 0x08;
  private static final int POSIX_SPAWN_SETSID = 0x80;
  private static final int P_PID = 1;
  private static final int WEXITED = 4;
  private static final int WNOWAIT = 0x01000000;

  private static final MethodHandle SOCKETPAIR = Libc.ofLongs("socketpair");
  private static final MethodHandle FCNTL = Libc.ofLongs("fcntl");
  private static final MethodHandle CLOSE = Libc.ofLongs("close");
  private static final MethodHandle ACTIONS_INIT = Libc.ofLongs("posix_spawn_file_actions_init");
  private static final MethodHandle ADD_DUP2 = Libc.ofLongs("posix_spawn_file_actions_adddup2");
  private static final MethodHandle ACTIONS_DESTROY =
      Libc.ofLongs("posix_spawn_file_actions_destroy");
  private static final MethodHandle ATTR_INIT = Libc.ofLongs("posix_spawnattr_init");
  private static final MethodHandle ATTR_FLAGS = Libc.ofLongs("posix_spawnattr_setflags");
  private static final MethodHandle ATTR_DESTROY = Libc.ofLongs("posix_spawnattr_destroy");
  private static final MethodHandle SPAWNP = Libc.ofLongs("posix_spawnp");
  private static final MethodHandle WAITID = Libc.ofLongs("waitid");
  private static final MethodHandle WAITPID = Libc.ofLongs("waitpid");
  private static final MethodHandle KILL = Libc.ofLongs("kill");
  private static final @Nullable MethodHandle ADD_CLOSEFROM = closefrom();
  private static final MemorySegment ENVIRON = Libc.find("environ");

  private ChildCalls() {}

  private static @Nullable MethodHandle closefrom() {
    try {
      return Libc.ofLongs("posix_spawn_file_actions_addclosefrom_np");
    } catch (UnsupportedOperationException _) {
      // glibc before 2.34. Sockets and directories are closed on exec by their flag.
      return null;
    }
  }

  private static long call(
      Scratch scratch, MethodHandle function, long a, long b, long c, long d, long e, long f) {
    try {
      return (long) function.invokeExact(scratch.callState(), a, b, c, d, e, f);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  private static int status(Scratch scratch, MethodHandle function, long a, long b, long c) {
    int result = (int) call(scratch, function, a, b, c, 0, 0, 0);
    return result < 0 ? -scratch.errno() : result;
  }

  /** Two connected sockets into an array of two ints. */
  static int socketpair(Scratch scratch, MemorySegment two) {
    int result =
        (int)
            call(scratch, SOCKETPAIR, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, two.address(), 0, 0);
    return result < 0 ? -scratch.errno() : result;
  }

  /** Reads and writes of this end of a socket do not wait any more. */
  static int setNonBlocking(Scratch scratch, int fd) {
    return status(scratch, FCNTL, fd, F_SETFL, O_RDWR_NONBLOCK);
  }

  static void close(Scratch scratch, int fd) {
    status(scratch, CLOSE, fd, 0, 0);
  }

  static void initActions(Scratch scratch, MemorySegment actions) {
    status(scratch, ACTIONS_INIT, actions.address(), 0, 0);
  }

  static int addDup2(Scratch scratch, MemorySegment actions, int from, int to) {
    return status(scratch, ADD_DUP2, actions.address(), from, to);
  }

  /** Whatever else this process has open, the child has not. */
  static int addCloseFrom(Scratch scratch, MemorySegment actions, int first) {
    return ADD_CLOSEFROM == null ? 0 : status(scratch, ADD_CLOSEFROM, actions.address(), first, 0);
  }

  static void destroyActions(Scratch scratch, MemorySegment actions) {
    status(scratch, ACTIONS_DESTROY, actions.address(), 0, 0);
  }

  /** A session of its own, and no signal blocked. */
  static int initAttributes(Scratch scratch, MemorySegment attributes) {
    status(scratch, ATTR_INIT, attributes.address(), 0, 0);
    return status(
        scratch, ATTR_FLAGS, attributes.address(), POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID, 0);
  }

  static void destroyAttributes(Scratch scratch, MemorySegment attributes) {
    status(scratch, ATTR_DESTROY, attributes.address(), 0, 0);
  }

  /** With this process's environment; the program is looked up in PATH. */
  static int spawn(
      Scratch scratch,
      MemorySegment pid,
      MemorySegment program,
      MemorySegment actions,
      MemorySegment attributes,
      MemorySegment arguments) {
    long environment = ENVIRON.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0).address();
    return (int)
        call(
            scratch,
            SPAWNP,
            pid.address(),
            program.address(),
            actions.address(),
            attributes.address(),
            arguments.address(),
            environment);
  }

  /** Waits until the child has ended; it can be waited for still. */
  static int awaitEnd(Scratch scratch, int pid, MemorySegment siginfo) {
    int result =
        (int) call(scratch, WAITID, P_PID, pid, siginfo.address(), WEXITED | WNOWAIT, 0, 0);
    return result < 0 ? -scratch.errno() : result;
  }

  /** The status of a child that has ended; its number is free from here on. */
  static int reap(Scratch scratch, int pid, MemorySegment status) {
    int result = status(scratch, WAITPID, pid, status.address(), 0);
    return result < 0 ? result : status.get(JAVA_INT, 0);
  }

  static void kill(Scratch scratch, int pid, int signal) {
    status(scratch, KILL, pid, signal, 0);
  }
}
