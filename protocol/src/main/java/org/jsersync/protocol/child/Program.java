package org.jsersync.protocol.child;

import java.util.List;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * What is run. No shell has a part in it: each word is one argument, whatever its bytes are.
 *
 * @param words the arguments, from the program's own name on
 * @param file the program; null = the first word, looked up in PATH if it has no slash
 * @param environment {@code NAME=value} each; null = as ours
 */
public record Program(
    List<byte[]> words, @Nullable BytePath file, @Nullable List<byte[]> environment) {
  public Program {
    words = List.copyOf(words);
    environment = environment == null ? null : List.copyOf(environment);
    if (file == null && words.isEmpty()) {
      throw new IllegalArgumentException("no program");
    }
  }

  /** The program that the first word names, in our environment. */
  public static Program of(List<byte[]> words) {
    return new Program(words, null, null);
  }

  byte[] fileBytes() {
    return file == null ? words.getFirst() : file.toBytes();
  }
}
