package org.jsersync.protocol.file;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way to the C library: function handles that keep errno, and its error texts. One thin class
 * per C header binds its functions here; {@link Scratch} has the memory that a call needs.
 */
public final class Libc {
  private static final Linker LINKER = Linker.nativeLinker();

  // As syscall(2) is declared. On Linux a function that is not variadic finds its arguments in the
  // same registers.
  private static final FunctionDescriptor LONGS =
      FunctionDescriptor.of(
          JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private static final long TEXT_LIMIT = 1024;
  private static final Map<Integer, String> TEXTS = new ConcurrentHashMap<>();

  private Libc() {}

  /**
   * A function whose errno matters: the handle's first parameter is {@link Scratch#callState}.
   *
   * @param name the C function
   * @param type its result and parameters, without the call state
   * @param options further options, such as the first variadic argument
   * @throws UnsupportedOperationException if the C library has no such function
   */
  public static MethodHandle withErrno(
      String name, FunctionDescriptor type, Linker.Option... options) {
    Linker.Option[] all = new Linker.Option[options.length + 1];
    all[0] = Linker.Option.captureCallState("errno");
    System.arraycopy(options, 0, all, 1, options.length);
    return LINKER.downcallHandle(find(name), type, all);
  }

  /**
   * A function by the one shape that serves them all: six longs, a long, and errno. Linking a shape
   * takes milliseconds, which a command that pushes one file would feel for each further one.
   * Arguments that the function does not take are 0, memory goes by its address, and of a result
   * that is an int the upper half means nothing. The call state comes first as in {@link
   * #withErrno}.
   */
  public static MethodHandle ofLongs(String name) {
    return withErrno(name, LONGS, Linker.Option.firstVariadicArg(1));
  }

  /**
   * Calls a function {@link #ofLongs} whose result is an int, or a long that is small. Where each
   * microsecond counts its handle is called itself, from a constant.
   *
   * @return the result, or minus errno
   */
  public static int call(
      Scratch scratch, MethodHandle function, long a, long b, long c, long d, long e, long f) {
    try {
      int result = (int) (long) function.invokeExact(scratch.callState(), a, b, c, d, e, f);
      return result < 0 ? -scratch.errno() : result;
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /** A function that leaves errno alone or whose errno nobody asks for. */
  public static MethodHandle plain(String name, FunctionDescriptor type) {
    return LINKER.downcallHandle(find(name), type);
  }

  /**
   * The address of a function or a variable.
   *
   * @throws UnsupportedOperationException if the C library has nothing of that name
   */
  public static MemorySegment find(String name) {
    LinuxAbi.CURRENT.require();
    return LINKER
        .defaultLookup()
        .find(name)
        .orElseThrow(() -> new UnsupportedOperationException("the C library has no " + name));
  }

  /** The C library's text for an error number. */
  public static String strerror(int errno) {
    return TEXTS.computeIfAbsent(errno, Libc::readText);
  }

  private static String readText(int errno) {
    try {
      // Linked when it is needed: most runs see no error.
      MethodHandle strerror = plain("strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));
      MemorySegment text = (MemorySegment) strerror.invokeExact(errno);
      return text.address() == 0 ? "error " + errno : text.reinterpret(TEXT_LIMIT).getString(0);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /** The exception for a call that failed with this error number on this path. */
  public static PosixException failure(String call, BytePath path, int errno) {
    return new PosixException(call, path, errno, strerror(errno));
  }

  /** What to throw when a handle throws: a handle to C has no exceptions of its own. */
  public static Error unexpected(Throwable t) {
    return t instanceof Error error ? error : new AssertionError("calling the C library", t);
  }
}
