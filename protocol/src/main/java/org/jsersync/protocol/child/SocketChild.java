package org.jsersync.protocol.child;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jsersync.protocol.child.Surroundings.Descriptor;
import org.jsersync.protocol.child.Surroundings.Leads;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.Libc;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.Scratch;

/**
 * A child whose standard input and output are one socket, and whose standard error is another. It
 * has no terminal to ask anything at, no signal typed at ours reaches it, and none of our other
 * open files.
 *
 * @param process to wait for
 * @param stream the socket to its standard input and output, non-blocking; whoever takes it closes
 *     it
 * @param errors the socket to its standard error, non-blocking; whoever takes it closes it
 */
public record SocketChild(Child process, int stream, int errors) {
  /** Two ends of a socket: ours, which never blocks, and the child's. */
  private record Pair(int ours, int childs) {
    static Pair open(Scratch scratch, Arena arena, BytePath program) throws PosixException {
      MemorySegment two = arena.allocate(JAVA_INT, 2);
      int result = ChildCalls.socketpair(scratch, two);
      if (result < 0) {
        throw Libc.failure("a socket for", program, -result);
      }
      Pair pair = new Pair(two.getAtIndex(JAVA_INT, 0), two.getAtIndex(JAVA_INT, 1));
      result = ChildCalls.setNonBlocking(scratch, pair.ours);
      if (result < 0) {
        pair.close(scratch);
        throw Libc.failure("a socket for", program, -result);
      }
      return pair;
    }

    void close(Scratch scratch) {
      ChildCalls.close(scratch, ours);
      ChildCalls.close(scratch, childs);
    }
  }

  /**
   * Starts a program.
   *
   * @param command the program, looked up in PATH, and its arguments
   * @throws PosixException if it cannot be started, such as ENOENT
   */
  public static SocketChild start(List<byte[]> command) throws PosixException {
    try (Arena arena = Arena.ofConfined();
        Scratch scratch = Scratch.take()) {
      BytePath program = BytePath.of(command.getFirst());
      Pair stream = Pair.open(scratch, arena, program);
      Pair errors;
      try {
        errors = Pair.open(scratch, arena, program);
      } catch (PosixException e) {
        stream.close(scratch);
        throw e;
      }
      Descriptor both = new Descriptor.Ours(stream.childs);
      List<Descriptor> descriptors = List.of(both, both, new Descriptor.Ours(errors.childs));
      Child process;
      try {
        process =
            Child.start(Program.of(command), new Surroundings(descriptors, Leads.SESSION, false));
      } catch (PosixException e) {
        stream.close(scratch);
        errors.close(scratch);
        throw e;
      }
      // The child alone holds its ends, so that we see it close them.
      ChildCalls.close(scratch, stream.childs);
      ChildCalls.close(scratch, errors.childs);
      return new SocketChild(process, stream.ours, errors.ours);
    }
  }
}
