package org.jsersync.daemon.plugin;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsersync.protocol.file.Libc;
import org.jspecify.annotations.Nullable;

/**
 * Programs by posix_spawn (spawn.h): a {@link ProcessBuilder} takes text, and a file's name is
 * bytes. What is run leads a process group, has no descriptor of ours but standard output and
 * error, reads nothing, and no signal is blocked in it.
 */
final class Spawn implements CommandPlugin.Launcher {
  private static final int ENOEXEC = 8;
  private static final int SIGKILL = 9;
  private static final int O_RDWR = 2;

  private static final short SETPGROUP = 0x02;
  private static final short SETSIGMASK = 0x08;

  /** More than posix_spawnattr_t, posix_spawn_file_actions_t or sigset_t have anywhere. */
  private static final long STRUCT_BYTES = 1024;

  private static final byte[] NOWHERE = bytes("/dev/null");
  private static final byte[] SHELL = bytes("/bin/sh");

  // int posix_spawnp(pid_t *pid, const char *file, const posix_spawn_file_actions_t *actions,
  //     const posix_spawnattr_t *attr, char *const argv[], char *const envp[])
  private static final MethodHandle SPAWN =
      Libc.plain(
          "posix_spawnp",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));

  // int posix_spawn_file_actions_init(posix_spawn_file_actions_t *actions), and so on
  private static final MethodHandle ACTIONS = ofStruct("posix_spawn_file_actions_init");
  private static final MethodHandle END_ACTIONS = ofStruct("posix_spawn_file_actions_destroy");
  private static final MethodHandle ATTRIBUTES = ofStruct("posix_spawnattr_init");
  private static final MethodHandle END_ATTRIBUTES = ofStruct("posix_spawnattr_destroy");
  private static final MethodHandle EMPTY_SET = ofStruct("sigemptyset");

  // int posix_spawn_file_actions_addopen(posix_spawn_file_actions_t *actions, int fildes,
  //     const char *path, int oflag, mode_t mode)
  private static final MethodHandle OPEN =
      Libc.plain(
          "posix_spawn_file_actions_addopen",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));

  // int posix_spawnattr_setflags(posix_spawnattr_t *attr, short flags)
  private static final MethodHandle FLAGS =
      Libc.plain("posix_spawnattr_setflags", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));

  // int posix_spawnattr_setsigmask(posix_spawnattr_t *attr, const sigset_t *sigmask)
  private static final MethodHandle MASK =
      Libc.plain("posix_spawnattr_setsigmask", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));

  // pid_t waitpid(pid_t pid, int *status, int options)
  private static final MethodHandle WAIT =
      Libc.plain("waitpid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));

  // int kill(pid_t pid, int sig)
  private static final MethodHandle KILL =
      Libc.plain("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

  /** int posix_spawn_file_actions_addclosefrom_np(actions, int from); C libraries since 2021. */
  private static final @Nullable MethodHandle CLOSE_FROM = closeFrom();

  private static MethodHandle ofStruct(String name) {
    return Libc.plain(name, FunctionDescriptor.of(JAVA_INT, ADDRESS));
  }

  private static @Nullable MethodHandle closeFrom() {
    try {
      return Libc.plain(
          "posix_spawn_file_actions_addclosefrom_np",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    } catch (UnsupportedOperationException e) {
      return null; // Our descriptors are closed on exec anyway.
    }
  }

  @Override
  public @Nullable Integer run(List<byte[]> arguments, boolean silent, Duration limit)
      throws Failed, InterruptedException {
    int pid = start(arguments, silent);
    try {
      // Waits without taking the exit status, so that the number stays its own until then.
      ProcessHandle.of(pid).orElseThrow().onExit().get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return code(reap(pid));
    } catch (TimeoutException e) {
      killGroup(pid);
      return null;
    } catch (InterruptedException e) {
      killGroup(pid);
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int start(List<byte[]> arguments, boolean silent) throws Failed {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pid = arena.allocate(JAVA_INT);
      int error = spawn(arena, pid, arguments, silent);
      if (error == ENOEXEC) {
        // A script that does not say by whom it is to be read; a shell takes it for its own.
        List<byte[]> script = new ArrayList<>(arguments);
        script.addFirst(SHELL);
        error = spawn(arena, pid, script, silent);
      }
      if (error != 0) {
        throw new Failed(Libc.strerror(error));
      }
      return pid.get(JAVA_INT, 0);
    } catch (Failed e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  /** The error number; 0 if it runs. */
  private static int spawn(Arena arena, MemorySegment pid, List<byte[]> arguments, boolean silent)
      throws Throwable {
    MemorySegment actions = arena.allocate(STRUCT_BYTES, Long.BYTES);
    MemorySegment attributes = arena.allocate(STRUCT_BYTES, Long.BYTES);
    MemorySegment signals = arena.allocate(STRUCT_BYTES, Long.BYTES);
    MemorySegment nowhere = string(arena, NOWHERE);
    int ignored = (int) ACTIONS.invokeExact(actions);
    ignored = (int) OPEN.invokeExact(actions, 0, nowhere, O_RDWR, 0);
    if (silent) {
      ignored = (int) OPEN.invokeExact(actions, 1, nowhere, O_RDWR, 0);
      ignored = (int) OPEN.invokeExact(actions, 2, nowhere, O_RDWR, 0);
    }
    MethodHandle closeFrom = CLOSE_FROM;
    if (closeFrom != null) {
      ignored = (int) closeFrom.invokeExact(actions, 3);
    }
    ignored = (int) ATTRIBUTES.invokeExact(attributes);
    // The group's number is 0 in a new struct: its own.
    ignored = (int) FLAGS.invokeExact(attributes, (short) (SETPGROUP | SETSIGMASK));
    ignored = (int) EMPTY_SET.invokeExact(signals);
    ignored = (int) MASK.invokeExact(attributes, signals);
    try {
      MemorySegment file = string(arena, arguments.getFirst());
      return (int)
          SPAWN.invokeExact(
              pid, file, actions, attributes, strings(arena, arguments), environment());
    } finally {
      ignored = (int) END_ACTIONS.invokeExact(actions);
      ignored = (int) END_ATTRIBUTES.invokeExact(attributes);
    }
  }

  /** Our own, as bytes. */
  private static MemorySegment environment() {
    return Linker.nativeLinker()
        .defaultLookup()
        .find("environ")
        .orElseThrow()
        .reinterpret(ADDRESS.byteSize())
        .get(ADDRESS, 0);
  }

  private static MemorySegment strings(Arena arena, List<byte[]> strings) {
    MemorySegment array = arena.allocate(ADDRESS, strings.size() + 1L);
    for (int i = 0; i < strings.size(); i++) {
      array.setAtIndex(ADDRESS, i, string(arena, strings.get(i)));
    }
    return array;
  }

  private static MemorySegment string(Arena arena, byte[] bytes) {
    MemorySegment string = arena.allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, string, JAVA_BYTE, 0, bytes.length);
    return string;
  }

  private static void killGroup(int pid) {
    try {
      int ignored = (int) KILL.invokeExact(-pid, SIGKILL);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
    int ignored = reap(pid);
  }

  /** Waits for the end; the status as the kernel gives it. */
  private static int reap(int pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(JAVA_INT);
      int reaped;
      do {
        reaped = (int) WAIT.invokeExact(pid, status, 0);
      } while (reaped < 0 && ProcessHandle.of(pid).isPresent());
      return status.get(JAVA_INT, 0);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  private static int code(int status) {
    int signal = status & 0x7f;
    return signal == 0 ? status >> 8 & 0xff : 128 + signal;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
