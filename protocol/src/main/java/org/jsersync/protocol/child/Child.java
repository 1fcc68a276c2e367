package org.jsersync.protocol.child;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jsersync.protocol.child.Surroundings.Descriptor;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.Libc;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * A child process. Whoever starts it also waits for it, in one thread, or it stays behind as a
 * zombie; everything else is safe for use by several threads.
 */
public final class Child {
  private static final byte[] NOWHERE = {'/', 'd', 'e', 'v', '/', 'n', 'u', 'l', 'l'};

  private final int pid;
  private final ReentrantLock lock = new ReentrantLock();

  /** Null as long as its number is its own. */
  private @Nullable Exit exit;

  private Child(int pid) {
    this.pid = pid;
  }

  /**
   * How a child ended.
   *
   * @param code 0 to 255, if no signal ended it
   * @param signal 0 = none
   */
  public record Exit(int code, int signal) {
    private static final int SIGNALLED = 128;

    /** In one number, as shells say it: the code, or 128 and the signal. */
    public int status() {
      return signal == 0 ? code : SIGNALLED + signal;
    }
  }

  /**
   * Starts a program.
   *
   * @throws PosixException if it cannot be started: ENOENT; ENOEXEC for a script that does not say
   *     by whom it is to be read; EINVAL if there is a NUL in what it is given; and so on
   */
  public static Child start(Program program, Surroundings surroundings) throws PosixException {
    try (Arena arena = Arena.ofConfined();
        Scratch scratch = Scratch.take()) {
      MemorySegment pid = arena.allocate(JAVA_INT);
      int error = new Spawning(scratch, arena).spawn(pid, program, surroundings);
      if (error != 0) {
        throw Libc.failure("starting", BytePath.of(program.fileBytes()), error);
      }
      return new Child(pid.get(JAVA_INT, 0));
    }
  }

  /** Its process number; that of the group that it leads, too. */
  public int pid() {
    return pid;
  }

  /** Asks it to end (SIGTERM); nothing if it was waited for. */
  public void terminate() {
    signal(pid, ChildCalls.SIGTERM);
  }

  /** Ends it (SIGKILL); nothing if it was waited for. */
  public void kill() {
    signal(pid, ChildCalls.SIGKILL);
  }

  /**
   * Ends it and what it started, as far as that stayed in its group; nothing if it was waited for.
   */
  public void killGroup() {
    signal(-pid, ChildCalls.SIGKILL);
  }

  private void signal(int target, int signal) {
    lock.lock();
    try (Scratch scratch = Scratch.take()) {
      // Once it was waited for, its number may be another process's.
      if (exit == null) {
        ChildCalls.kill(scratch, target, signal);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until it has ended. Blocks in a system call: not for virtual threads. */
  public Exit await() {
    Exit known = exit();
    if (known != null) {
      return known;
    }
    try (Arena arena = Arena.ofConfined();
        Scratch scratch = Scratch.take()) {
      MemorySegment siginfo = arena.allocate(ChildCalls.SIGINFO_BYTES, 16);
      int result;
      do {
        result = ChildCalls.awaitEnd(scratch, pid, siginfo);
      } while (result == -PosixException.EINTR);
      return reap(scratch, arena.allocate(JAVA_INT));
    }
  }

  /**
   * Waits until it has ended, but not for ever.
   *
   * @param limit after which it goes on, and still has to be waited for
   * @return null if it goes on
   * @throws InterruptedException while it goes on
   */
  public @Nullable Exit await(Duration limit) throws InterruptedException {
    Optional<ProcessHandle> process = exit() == null ? ProcessHandle.of(pid) : Optional.empty();
    if (process.isPresent()) {
      try {
        // The JDK does not take the exit status, so that the number stays its own until we do.
        process.get().onExit().get(limit.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException _) {
        return null;
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    return await();
  }

  private @Nullable Exit exit() {
    lock.lock();
    try {
      return exit;
    } finally {
      lock.unlock();
    }
  }

  private Exit reap(Scratch scratch, MemorySegment memory) {
    lock.lock();
    try {
      int status = ChildCalls.reap(scratch, pid, memory);
      Exit end = status < 0 ? new Exit(255, 0) : new Exit(status >> 8 & 0xff, status & 0x7f);
      exit = end;
      return end;
    } finally {
      lock.unlock();
    }
  }

  /** One call of posix_spawn and the memory that it reads. Error numbers, 0 = none. */
  private record Spawning(Scratch scratch, Arena arena) {
    int spawn(MemorySegment pid, Program program, Surroundings surroundings) {
      MemorySegment file = text(program.fileBytes());
      MemorySegment words = texts(program.words());
      List<byte[]> own = program.environment();
      MemorySegment environment = own == null ? ChildCalls.environment() : texts(own);
      if (file == null || words == null || environment == null) {
        return PosixException.EINVAL;
      }
      MemorySegment actions = struct();
      MemorySegment attributes = struct();
      int error = ChildCalls.initActions(scratch, actions);
      if (error != 0) {
        return error;
      }
      try {
        error = ChildCalls.initAttributes(scratch, attributes);
        if (error != 0) {
          return error;
        }
        try {
          error = describe(actions, attributes, surroundings);
          return error != 0
              ? error
              : ChildCalls.spawn(scratch, pid, file, actions, attributes, words, environment);
        } finally {
          ChildCalls.destroyAttributes(scratch, attributes);
        }
      } finally {
        ChildCalls.destroyActions(scratch, actions);
      }
    }

    private int describe(
        MemorySegment actions, MemorySegment attributes, Surroundings surroundings) {
      int leads =
          switch (surroundings.leads()) {
            case GROUP -> ChildCalls.POSIX_SPAWN_SETPGROUP;
            case SESSION -> ChildCalls.POSIX_SPAWN_SETSID;
          };
      int error = ChildCalls.setAttributes(scratch, attributes, leads, struct());
      List<Descriptor> descriptors = surroundings.descriptors();
      for (int fd = 0; fd < descriptors.size() && error == 0; fd++) {
        error =
            switch (descriptors.get(fd)) {
              case Descriptor.Inherited() -> 0;
              case Descriptor.Nowhere() -> ChildCalls.addOpen(scratch, actions, fd, nowhere());
              case Descriptor.Ours(int ours) -> ChildCalls.addDup2(scratch, actions, ours, fd);
            };
      }
      return error != 0 || surroundings.others()
          ? error
          : ChildCalls.addCloseFrom(scratch, actions, descriptors.size());
    }

    private MemorySegment struct() {
      return arena.allocate(ChildCalls.SPAWN_STRUCT_BYTES, 16);
    }

    private MemorySegment nowhere() {
      return copy(NOWHERE);
    }

    /** A vector of C strings with a null at its end; null if one is none. */
    private @Nullable MemorySegment texts(List<byte[]> texts) {
      MemorySegment vector = arena.allocate(ADDRESS, texts.size() + 1L);
      for (int i = 0; i < texts.size(); i++) {
        MemorySegment text = text(texts.get(i));
        if (text == null) {
          return null;
        }
        vector.setAtIndex(ADDRESS, i, text);
      }
      return vector;
    }

    /** A C string; null if there is a NUL in it. */
    private @Nullable MemorySegment text(byte[] bytes) {
      for (byte b : bytes) {
        if (b == 0) {
          return null;
        }
      }
      return copy(bytes);
    }

    private MemorySegment copy(byte[] bytes) {
      MemorySegment text = arena.allocate(bytes.length + 1L);
      MemorySegment.copy(bytes, 0, text, JAVA_BYTE, 0, bytes.length);
      return text;
    }
  }
}
