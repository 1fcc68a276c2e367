package org.jsersync.protocol.session;

import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * Gathers long options. Values are never escaped: daemons older than 3.4.4 take a backslash
 * literally, newer ones remove it, so a value with a backslash asks for the secluded form, which no
 * daemon touches (04-options, section 2.2).
 */
final class OptionList {
  private final List<byte[]> arguments = new ArrayList<>();
  private boolean backslash;

  void add(String argument) {
    add(ServerArguments.bytes(argument));
  }

  /** {@code NAME=VALUE} unless there is no value. */
  void addValue(String name, @Nullable Object value) {
    if (value != null) {
      add(name + "=" + value);
    }
  }

  /** A number that says nothing when it is 0. */
  void addNumber(String prefix, int value) {
    if (value != 0) {
      add(prefix + value);
    }
  }

  /** A name and a path, as two arguments, unless there is no path. */
  void addPath(String name, @Nullable BytePath path) {
    if (path != null) {
      add(name);
      add(path.isEmpty() ? ServerArguments.bytes(".") : path.toBytes());
    }
  }

  private void add(byte[] argument) {
    backslash |= holds(argument, '\\');
    arguments.add(argument);
  }

  /** Whether some daemons would not take these as they are. */
  boolean needsSeclusion() {
    return backslash;
  }

  List<byte[]> arguments() {
    return arguments;
  }

  private static boolean holds(byte[] argument, char wanted) {
    for (byte b : argument) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }
}
