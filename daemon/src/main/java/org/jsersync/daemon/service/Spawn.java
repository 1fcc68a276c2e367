package org.jsersync.daemon.service;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jsersync.protocol.file.Libc;

/**
 * Starts a program in a session of its own by posix_spawn (spawn.h), with arguments and environment
 * as bytes. Java's own ProcessBuilder loses bytes that are no text in the locale's charset, and
 * stays in the session of its caller.
 */
final class Spawn {
  // Flags of posix_spawnattr_setflags.
  private static final short SETSIGMASK = 0x08;
  private static final short SETSID = 0x80;

  /** Larger than posix_spawnattr_t, posix_spawn_file_actions_t and sigset_t anywhere. */
  private static final long STRUCT_BYTES = 1024;

  private static final long ALIGNMENT = 16;

  // int posix_spawn_file_actions_init(posix_spawn_file_actions_t *)
  private static final MethodHandle ACTIONS_INIT = call("posix_spawn_file_actions_init", 1);

  // int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *, int fd, int newfd)
  private static final MethodHandle ADD_DUP2 =
      Libc.plain(
          "posix_spawn_file_actions_adddup2",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));

  // int posix_spawnattr_init(posix_spawnattr_t *)
  private static final MethodHandle ATTR_INIT = call("posix_spawnattr_init", 1);

  // int posix_spawnattr_setflags(posix_spawnattr_t *, short flags)
  private static final MethodHandle SET_FLAGS =
      Libc.plain("posix_spawnattr_setflags", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));

  // int posix_spawnattr_setsigmask(posix_spawnattr_t *, const sigset_t *)
  private static final MethodHandle SET_SIGMASK = call("posix_spawnattr_setsigmask", 2);

  // int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *,
  //     const posix_spawnattr_t *, char *const argv[], char *const envp[])
  private static final MethodHandle SPAWN = call("posix_spawn", 6);

  private Spawn() {}

  private static MethodHandle call(String name, int pointers) {
    FunctionDescriptor type = FunctionDescriptor.of(JAVA_INT);
    for (int i = 0; i < pointers; i++) {
      type = type.appendArgumentLayouts(ADDRESS);
    }
    return Libc.plain(name, type);
  }

  /**
   * Starts a program with no signal blocked. It has the caller's standard streams, directory and
   * umask, and one descriptor more.
   *
   * @param program path of the program
   * @param words its arguments, from its own name on
   * @param environment {@code NAME=value} each
   * @param from a descriptor of ours
   * @param to the number that it has there
   * @return its process id
   */
  static int detached(
      String program, List<byte[]> words, List<byte[]> environment, int from, int to)
      throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment actions = arena.allocate(STRUCT_BYTES, ALIGNMENT);
      MemorySegment attributes = arena.allocate(STRUCT_BYTES, ALIGNMENT);
      MemorySegment noSignals = arena.allocate(STRUCT_BYTES, ALIGNMENT);
      MemorySegment pid = arena.allocate(JAVA_INT);
      check("posix_spawn_file_actions_init", (int) ACTIONS_INIT.invokeExact(actions));
      check("posix_spawn_file_actions_adddup2", (int) ADD_DUP2.invokeExact(actions, from, to));
      check("posix_spawnattr_init", (int) ATTR_INIT.invokeExact(attributes));
      check(
          "posix_spawnattr_setflags",
          (int) SET_FLAGS.invokeExact(attributes, (short) (SETSIGMASK | SETSID)));
      check("posix_spawnattr_setsigmask", (int) SET_SIGMASK.invokeExact(attributes, noSignals));
      check(
          "posix_spawn",
          (int)
              SPAWN.invokeExact(
                  pid,
                  arena.allocateFrom(program),
                  actions,
                  attributes,
                  strings(words, arena),
                  strings(environment, arena)));
      return pid.get(JAVA_INT, 0);
    } catch (IOException e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  private static void check(String call, int error) throws IOException {
    if (error != 0) {
      throw new IOException(call + ": " + Libc.strerror(error));
    }
  }

  /** A vector of C strings with a null at its end. */
  private static MemorySegment strings(List<byte[]> texts, SegmentAllocator memory) {
    MemorySegment vector = memory.allocate(ADDRESS, texts.size() + 1L);
    for (int i = 0; i < texts.size(); i++) {
      byte[] text = texts.get(i);
      MemorySegment copy = memory.allocate(text.length + 1L);
      MemorySegment.copy(text, 0, copy, JAVA_BYTE, 0, text.length);
      vector.setAtIndex(ADDRESS, i, copy);
    }
    return vector;
  }
}
