package org.jsersync.protocol.child;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.Libc;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.Scratch;

/**
 * A child process: its standard input and output are one socket, its standard error another. It has
 * no terminal to ask anything at, no signal typed at ours reaches it, and none of our other open
 * files. Whoever starts it also calls {@link #await}, once, or it stays behind as a zombie. Safe
 * for use by several threads.
 */
public final class Child {
  private final int pid;
  private final int stream;
  private final int errors;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean reaped;

  private Child(int pid, int stream, int errors) {
    this.pid = pid;
    this.stream = stream;
    this.errors = errors;
  }

  /**
   * How a child ended.
   *
   * @param code 0 to 255, if no signal ended it
   * @param signal 0 = none
   */
  public record Exit(int code, int signal) {}

  /**
   * Starts a program with an argument vector; no shell has a part in it.
   *
   * @param command the program, looked up in PATH, and its arguments
   * @throws PosixException if it cannot be started, such as ENOENT
   */
  public static Child start(List<byte[]> command) throws PosixException {
    try (Arena arena = Arena.ofConfined();
        Scratch scratch = Scratch.take()) {
      BytePath program = BytePath.of(command.getFirst());
      int[] stream = pair(scratch, arena, program);
      int[] errors;
      try {
        errors = pair(scratch, arena, program);
      } catch (PosixException e) {
        close(scratch, stream);
        throw e;
      }
      MemorySegment pid = arena.allocate(JAVA_INT);
      int error = spawn(scratch, arena, command, pid, stream[1], errors[1]);
      ChildCalls.close(scratch, stream[1]);
      ChildCalls.close(scratch, errors[1]);
      if (error != 0) {
        ChildCalls.close(scratch, stream[0]);
        ChildCalls.close(scratch, errors[0]);
        throw Libc.failure("starting", program, error);
      }
      return new Child(pid.get(JAVA_INT, 0), stream[0], errors[0]);
    }
  }

  /** Two ends of a socket: ours, which never blocks, and the child's. */
  private static int[] pair(Scratch scratch, Arena arena, BytePath program) throws PosixException {
    MemorySegment two = arena.allocate(JAVA_INT, 2);
    int result = ChildCalls.socketpair(scratch, two);
    if (result < 0) {
      throw Libc.failure("a socket for", program, -result);
    }
    int[] ends = two.toArray(JAVA_INT);
    result = ChildCalls.setNonBlocking(scratch, ends[0]);
    if (result < 0) {
      close(scratch, ends);
      throw Libc.failure("a socket for", program, -result);
    }
    return ends;
  }

  private static void close(Scratch scratch, int[] ends) {
    for (int end : ends) {
      ChildCalls.close(scratch, end);
    }
  }

  private static int spawn(
      Scratch scratch,
      Arena arena,
      List<byte[]> command,
      MemorySegment pid,
      int stream,
      int errors) {
    MemorySegment arguments = arena.allocate(ADDRESS, command.size() + 1L);
    for (int i = 0; i < command.size(); i++) {
      arguments.setAtIndex(ADDRESS, i, text(arena, command.get(i)));
    }
    MemorySegment actions = arena.allocate(ChildCalls.SPAWN_STRUCT_BYTES, 16);
    MemorySegment attributes = arena.allocate(ChildCalls.SPAWN_STRUCT_BYTES, 16);
    ChildCalls.initActions(scratch, actions);
    int error = ChildCalls.initAttributes(scratch, attributes);
    try {
      int[] standard = {stream, stream, errors};
      for (int fd = 0; fd < standard.length && error == 0; fd++) {
        error = ChildCalls.addDup2(scratch, actions, standard[fd], fd);
      }
      if (error == 0) {
        error = ChildCalls.addCloseFrom(scratch, actions, standard.length);
      }
      return error != 0
          ? error
          : ChildCalls.spawn(
              scratch, pid, text(arena, command.getFirst()), actions, attributes, arguments);
    } finally {
      ChildCalls.destroyActions(scratch, actions);
      ChildCalls.destroyAttributes(scratch, attributes);
    }
  }

  private static MemorySegment text(Arena arena, byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        throw new IllegalArgumentException("a NUL in an argument");
      }
    }
    MemorySegment text = arena.allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, text, JAVA_BYTE, 0, bytes.length);
    return text;
  }

  /** The socket to its standard input and output, non-blocking; whoever takes it closes it. */
  public int stream() {
    return stream;
  }

  /** The socket to its standard error, non-blocking; whoever takes it closes it. */
  public int errors() {
    return errors;
  }

  /** Its process number. */
  public int pid() {
    return pid;
  }

  /** Asks it to end (SIGTERM); nothing if it has ended. */
  public void terminate() {
    signal(ChildCalls.SIGTERM);
  }

  /** Ends it (SIGKILL); nothing if it has ended. */
  public void kill() {
    signal(ChildCalls.SIGKILL);
  }

  private void signal(int signal) {
    lock.lock();
    try (Scratch scratch = Scratch.take()) {
      // Once it was waited for, its number may be another process's.
      if (!reaped) {
        ChildCalls.kill(scratch, pid, signal);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until it has ended. Blocks in a system call: not for virtual threads. */
  public Exit await() {
    try (Arena arena = Arena.ofConfined();
        Scratch scratch = Scratch.take()) {
      MemorySegment siginfo = arena.allocate(ChildCalls.SIGINFO_BYTES, 16);
      int result;
      do {
        result = ChildCalls.awaitEnd(scratch, pid, siginfo);
      } while (result == -PosixException.EINTR);
      lock.lock();
      try {
        reaped = true;
        int status = ChildCalls.reap(scratch, pid, arena.allocate(JAVA_INT));
        return status < 0 ? new Exit(255, 0) : new Exit(status >> 8 & 0xff, status & 0x7f);
      } finally {
        lock.unlock();
      }
    }
  }
}
