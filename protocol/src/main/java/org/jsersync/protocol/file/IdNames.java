package org.jsersync.protocol.file;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Names of users and groups by number, from wherever this machine keeps them (files, LDAP, …), as
 * bytes. What was asked once is remembered as long as this object lives: make one per session, so
 * that a user added later is seen by the next. Safe for use by several threads.
 */
public final class IdNames {
  private static final int ERANGE = 34;
  private static final long FIRST_BYTES = 4 * 1024;
  private static final long MOST_BYTES = 1024 * 1024;
  private static final int REMEMBERED = 100_000;

  /** At least sizeof(struct passwd) and sizeof(struct group); the name's pointer comes first. */
  private static final long RECORD_BYTES = 64;

  // int getpwuid_r(uid_t, struct passwd *, char *buf, size_t, struct passwd **result): an errno
  private static final MethodHandle GETPWUID = Libc.ofLongs("getpwuid_r");
  private static final MethodHandle GETGRGID = Libc.ofLongs("getgrgid_r");

  private final Map<Integer, Optional<byte[]>> users = new ConcurrentHashMap<>();
  private final Map<Integer, Optional<byte[]>> groups = new ConcurrentHashMap<>();

  /** The user's name; null when the number has none. The caller must not change the array. */
  public byte @Nullable [] user(int uid) {
    return remembered(users, uid, GETPWUID);
  }

  /** The group's name; null when the number has none. The caller must not change the array. */
  public byte @Nullable [] group(int gid) {
    return remembered(groups, gid, GETGRGID);
  }

  private static byte @Nullable [] remembered(
      Map<Integer, Optional<byte[]>> names, int id, MethodHandle query) {
    Optional<byte[]> known = names.get(id);
    if (known == null) {
      known = Optional.ofNullable(ask(query, id));
      if (names.size() < REMEMBERED) {
        names.put(id, known);
      }
    }
    return known.orElse(null);
  }

  private static byte @Nullable [] ask(MethodHandle query, int id) {
    try (Arena arena = Arena.ofConfined();
        Scratch scratch = Scratch.take()) {
      MemorySegment found = arena.allocate(ADDRESS);
      MemorySegment entry = arena.allocate(RECORD_BYTES, Long.BYTES);
      for (long size = FIRST_BYTES; size <= MOST_BYTES; size *= 4) {
        MemorySegment strings = arena.allocate(size);
        long result =
            (long)
                query.invokeExact(
                    scratch.callState(),
                    (long) id,
                    entry.address(),
                    strings.address(),
                    size,
                    found.address(),
                    0L);
        int error = (int) result;
        if (error != ERANGE) {
          boolean none = error != 0 || found.get(ADDRESS, 0).address() == 0;
          return none ? null : cString(entry.get(ADDRESS, 0));
        }
      }
      return null;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  private static byte[] cString(MemorySegment pointer) {
    MemorySegment bytes = pointer.reinterpret(MOST_BYTES);
    long length = 0;
    while (bytes.get(JAVA_BYTE, length) != 0) {
      length++;
    }
    return bytes.asSlice(0, length).toArray(JAVA_BYTE);
  }
}
