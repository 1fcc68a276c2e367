package org.jsersync.it.parts;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * A web server that has an exported directory mounted over NFSv3. What it does goes over the wire
 * by libnfs, for there is not always a kernel that can mount; paths begin with "/", which is the
 * export. For use by one thread.
 */
public final class NfsClient implements AutoCloseable {
  private static final String LIBRARY = "libnfs.so.13";
  private static final Linker LINKER = Linker.nativeLinker();

  private final Arena arena = Arena.ofShared();
  private final SymbolLookup functions;
  private final MemorySegment context;

  private NfsClient() {
    try {
      functions = SymbolLookup.libraryLookup(LIBRARY, arena);
    } catch (IllegalArgumentException e) {
      arena.close();
      throw Parts.missing(LIBRARY, "run it-tests/parts.sh");
    }
    context = pointer("nfs_init_context", FunctionDescriptor.of(ADDRESS));
  }

  /**
   * Mounts an export.
   *
   * @param url {@code nfs://HOST/DIRECTORY?…} as libnfs's programs take it, with uid and gid
   */
  static NfsClient mount(String url) {
    NfsClient client = new NfsClient();
    MemorySegment parsed =
        client
            .pointer(
                "nfs_parse_url_dir",
                FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS),
                client.context,
                client.text(url))
            .reinterpret(ADDRESS.byteSize() * 2);
    client.call("nfs_mount", parsed.get(ADDRESS, 0), parsed.get(ADDRESS, ADDRESS.byteSize()));
    return client;
  }

  public NfsClient mkdir(String path) {
    call("nfs_mkdir", text(path));
    return this;
  }

  /** Creates a file, mode 644, and writes it in two pieces. */
  public NfsClient write(String path, String content) {
    MemorySegment handle = arena.allocate(ADDRESS);
    call("nfs_creat", text(path), 0644, handle);
    MemorySegment file = handle.get(ADDRESS, 0);
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    MemorySegment data = arena.allocateFrom(JAVA_BYTE, bytes);
    long half = bytes.length / 2;
    call("nfs_write", file, half, data);
    call("nfs_write", file, bytes.length - half, data.asSlice(half));
    call("nfs_close", file);
    return this;
  }

  public NfsClient rename(String from, String to) {
    call("nfs_rename", text(from), text(to));
    return this;
  }

  public NfsClient chmod(String path, int mode) {
    call("nfs_chmod", text(path), mode);
    return this;
  }

  public NfsClient symlink(String target, String path) {
    call("nfs_symlink", text(target), text(path));
    return this;
  }

  public NfsClient remove(String path) {
    call("nfs_unlink", text(path));
    return this;
  }

  private MemorySegment text(String text) {
    return arena.allocateFrom(text);
  }

  /** A function of the context and these; fails with libnfs's own words. */
  private void call(String function, Object... arguments) {
    MemoryLayout[] layouts = new MemoryLayout[arguments.length + 1];
    Object[] all = new Object[arguments.length + 1];
    layouts[0] = ADDRESS;
    all[0] = context;
    for (int i = 0; i < arguments.length; i++) {
      all[i + 1] = arguments[i];
      layouts[i + 1] =
          switch (arguments[i]) {
            case Integer _ -> JAVA_INT;
            case Long _ -> JAVA_LONG;
            default -> ADDRESS;
          };
    }
    if ((int) invoke(function, FunctionDescriptor.of(JAVA_INT, layouts), all) < 0) {
      MemorySegment error =
          pointer("nfs_get_error", FunctionDescriptor.of(ADDRESS, ADDRESS), context);
      throw new AssertionError(function + ": " + error.reinterpret(1000).getString(0));
    }
  }

  private MemorySegment pointer(String function, FunctionDescriptor type, Object... arguments) {
    MemorySegment result = (MemorySegment) invoke(function, type, arguments);
    if (result.equals(MemorySegment.NULL)) {
      throw new AssertionError(function + " gave nothing");
    }
    return result;
  }

  private Object invoke(String function, FunctionDescriptor type, Object... arguments) {
    MethodHandle handle = LINKER.downcallHandle(functions.findOrThrow(function), type);
    try {
      return handle.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new AssertionError(function, e);
    }
  }

  @Override
  public void close() {
    MethodHandle destroy =
        LINKER.downcallHandle(
            functions.findOrThrow("nfs_destroy_context"), FunctionDescriptor.ofVoid(ADDRESS));
    try {
      destroy.invoke(context);
    } catch (Throwable e) {
      throw new AssertionError("nfs_destroy_context", e);
    } finally {
      arena.close();
    }
  }
}
