package org.jsersync.protocol.child;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jsersync.protocol.file.Libc;
import org.jsersync.protocol.file.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * {@code <spawn.h>}, {@code <sys/wait.h>} and what else a child needs of descriptors; nothing but
 * calls. All are the same on x86-64 and arm64. Those of {@code <spawn.h>} return an error number,
 * the others minus errno.
 */
final class ChildCalls {
  static final int SIGKILL = 9;
  static final int SIGTERM = 15;

  static final int POSIX_SPAWN_SETPGROUP = 0x02;
  static final int POSIX_SPAWN_SETSID = 0x80;

  /** More than any C library's posix_spawnattr_t, posix_spawn_file_actions_t or sigset_t. */
  static final int SPAWN_STRUCT_BYTES = 1024;

  static final int SIGINFO_BYTES = 128;

  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM = 1;
  private static final int O_RDWR = 2;
  private static final int O_CLOEXEC = 02000000;
  private static final int SOCK_CLOEXEC = O_CLOEXEC;
  private static final int F_SETFL = 4;
  private static final int O_RDWR_NONBLOCK = 04002;
  private static final int POSIX_SPAWN_SETSIGMASK = 0x08;
  private static final int P_PID = 1;
  private static final int WEXITED = 4;
  private static final int WNOWAIT = 0x01000000;

  private static final MethodHandle SOCKETPAIR = Libc.ofLongs("socketpair");
  private static final MethodHandle PIPE2 = Libc.ofLongs("pipe2");
  private static final MethodHandle FCNTL = Libc.ofLongs("fcntl");
  private static final MethodHandle READ = Libc.ofLongs("read");
  private static final MethodHandle WRITE = Libc.ofLongs("write");
  private static final MethodHandle CLOSE = Libc.ofLongs("close");
  private static final MethodHandle ACTIONS_INIT = Libc.ofLongs("posix_spawn_file_actions_init");
  private static final MethodHandle ADD_DUP2 = Libc.ofLongs("posix_spawn_file_actions_adddup2");
  private static final MethodHandle ADD_OPEN = Libc.ofLongs("posix_spawn_file_actions_addopen");
  private static final MethodHandle ACTIONS_DESTROY =
      Libc.ofLongs("posix_spawn_file_actions_destroy");
  private static final MethodHandle ATTR_INIT = Libc.ofLongs("posix_spawnattr_init");
  private static final MethodHandle ATTR_FLAGS = Libc.ofLongs("posix_spawnattr_setflags");
  private static final MethodHandle ATTR_SIGMASK = Libc.ofLongs("posix_spawnattr_setsigmask");
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

  /** All that is called here returns an int, or a long that is small. */
  private static int call(Scratch scratch, MethodHandle function, long a, long b, long c) {
    return Libc.call(scratch, function, a, b, c, 0, 0, 0);
  }

  /** Two connected sockets into an array of two ints; closed on exec. */
  static int socketpair(Scratch scratch, MemorySegment two) {
    return Libc.call(
        scratch, SOCKETPAIR, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, two.address(), 0, 0);
  }

  /** Both ends of a pipe, first the one to read, into an array of two ints; closed on exec. */
  static int pipe(Scratch scratch, MemorySegment two) {
    return call(scratch, PIPE2, two.address(), O_CLOEXEC, 0);
  }

  /** Reads and writes of this end of a socket do not wait any more. */
  static int setNonBlocking(Scratch scratch, int fd) {
    return call(scratch, FCNTL, fd, F_SETFL, O_RDWR_NONBLOCK);
  }

  /** 1 for a byte that was read, 0 for the end. */
  static int readByte(Scratch scratch, int fd) {
    return call(scratch, READ, fd, scratch.result().address(), 1);
  }

  static int writeByte(Scratch scratch, int fd, byte value) {
    scratch.result().set(JAVA_BYTE, 0, value);
    return call(scratch, WRITE, fd, scratch.result().address(), 1);
  }

  static void close(Scratch scratch, int fd) {
    call(scratch, CLOSE, fd, 0, 0);
  }

  static int initActions(Scratch scratch, MemorySegment actions) {
    return call(scratch, ACTIONS_INIT, actions.address(), 0, 0);
  }

  static int addDup2(Scratch scratch, MemorySegment actions, int from, int to) {
    return call(scratch, ADD_DUP2, actions.address(), from, to);
  }

  /** To be read and written. */
  static int addOpen(Scratch scratch, MemorySegment actions, int fd, MemorySegment path) {
    return Libc.call(scratch, ADD_OPEN, actions.address(), fd, path.address(), O_RDWR, 0, 0);
  }

  /** Whatever else this process has open, the child has not. */
  static int addCloseFrom(Scratch scratch, MemorySegment actions, int first) {
    return ADD_CLOSEFROM == null ? 0 : call(scratch, ADD_CLOSEFROM, actions.address(), first, 0);
  }

  static void destroyActions(Scratch scratch, MemorySegment actions) {
    call(scratch, ACTIONS_DESTROY, actions.address(), 0, 0);
  }

  static int initAttributes(Scratch scratch, MemorySegment attributes) {
    return call(scratch, ATTR_INIT, attributes.address(), 0, 0);
  }

  /**
   * What the child leads, and which signals are blocked in it.
   *
   * @param leads a flag; the group's number is 0 in new attributes, which is the child's own
   * @param signals a sigset_t: all bits 0 for none
   */
  static int setAttributes(
      Scratch scratch, MemorySegment attributes, int leads, MemorySegment signals) {
    int error = call(scratch, ATTR_FLAGS, attributes.address(), POSIX_SPAWN_SETSIGMASK | leads, 0);
    return error != 0
        ? error
        : call(scratch, ATTR_SIGMASK, attributes.address(), signals.address(), 0);
  }

  static void destroyAttributes(Scratch scratch, MemorySegment attributes) {
    call(scratch, ATTR_DESTROY, attributes.address(), 0, 0);
  }

  /** This process's own, as it is now. */
  static MemorySegment environment() {
    return ENVIRON.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);
  }

  /** The program is looked up in PATH if it has no slash. */
  static int spawn(
      Scratch scratch,
      MemorySegment pid,
      MemorySegment program,
      MemorySegment actions,
      MemorySegment attributes,
      MemorySegment arguments,
      MemorySegment environment) {
    return Libc.call(
        scratch,
        SPAWNP,
        pid.address(),
        program.address(),
        actions.address(),
        attributes.address(),
        arguments.address(),
        environment.address());
  }

  /** Waits until the child has ended; it can be waited for still. */
  static int awaitEnd(Scratch scratch, int pid, MemorySegment siginfo) {
    return Libc.call(scratch, WAITID, P_PID, pid, siginfo.address(), WEXITED | WNOWAIT, 0, 0);
  }

  /** The status of a child that has ended; its number is free from here on. */
  static int reap(Scratch scratch, int pid, MemorySegment status) {
    int result = call(scratch, WAITPID, pid, status.address(), 0);
    return result < 0 ? result : status.get(JAVA_INT, 0);
  }

  /** A process, or minus a group. */
  static void kill(Scratch scratch, int target, int signal) {
    call(scratch, KILL, target, signal, 0);
  }
}
