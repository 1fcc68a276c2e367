package org.jsersync.protocol.file;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * The native memory that one call into the C library needs: room for a path, for a result, and for
 * errno. Taken from a pool and given back by {@link #close}, because an allocation per call would
 * cost more than the call. Used by one thread between the two.
 */
public final class Scratch implements AutoCloseable {
  /** The longest path the kernel takes, with its NUL. */
  public static final int PATH_LIMIT = 4096;

  /** Bytes in {@link #result}. */
  public static final int RESULT_BYTES = 4096;

  private static final int POOLED = 64;
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();

  /** On Linux the state is errno and nothing else. */
  private static final long ERRNO = 0;

  private static final ArrayBlockingQueue<Scratch> POOL = new ArrayBlockingQueue<>(POOLED);

  private final MemorySegment callState;
  private final MemorySegment path;
  private final MemorySegment result;
  private final long[] words = new long[32];

  private Scratch() {
    // One allocation, zeroed and freed by the garbage collector with the last segment of it.
    Arena arena = Arena.ofAuto();
    callState = arena.allocate(STATE);
    path = arena.allocate(PATH_LIMIT);
    result = arena.allocate(RESULT_BYTES, Long.BYTES);
  }

  /** Takes one that nobody uses; give it back by {@link #close}, once. */
  public static Scratch take() {
    Scratch idle = POOL.poll();
    return idle != null ? idle : new Scratch();
  }

  /** Where a handle of {@link Libc#withErrno} leaves errno: its first argument. */
  public MemorySegment callState() {
    return callState;
  }

  /** errno of the last call that failed. */
  public int errno() {
    return callState.get(JAVA_INT, ERRNO);
  }

  /** Memory for a result or a struct, aligned to eight bytes; keeps what the last user left. */
  public MemorySegment result() {
    return result;
  }

  /** The first so many longs of {@link #result}, at most 32; overwritten by the next call. */
  long[] resultWords(int count) {
    MemorySegment.copy(result, JAVA_LONG, 0, words, 0, count);
    return words;
  }

  /**
   * The path as a C string; "." for the root. Valid until the next call of this method.
   *
   * @throws PosixException ENAMETOOLONG if the kernel would not take it
   */
  public MemorySegment path(BytePath value) throws PosixException {
    byte[] bytes = value.raw();
    if (bytes.length >= PATH_LIMIT) {
      throw Libc.failure("path", value, PosixException.ENAMETOOLONG);
    }
    if (bytes.length == 0) {
      return name(new byte[] {'.'});
    }
    return name(bytes);
  }

  /** Bytes shorter than {@link #PATH_LIMIT} as a C string. */
  MemorySegment name(byte[] bytes) {
    MemorySegment.copy(bytes, 0, path, JAVA_BYTE, 0, bytes.length);
    path.set(JAVA_BYTE, bytes.length, (byte) 0);
    return path;
  }

  @Override
  public void close() {
    POOL.offer(this);
  }
}
