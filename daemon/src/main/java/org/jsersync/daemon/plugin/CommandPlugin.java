package org.jsersync.daemon.plugin;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jsersync.daemon.config.ByteText;
import org.jsersync.daemon.config.PluginConfig;
import org.jsersync.daemon.mirror.ChangedPath;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program for each name: {@code PREFIX… ABSPATH SUFFIX…}, each an argument of its own, so
 * that a name is nothing but a name (06-sersync, section 11.1). Whatever it does, it is run once
 * for a name; only if it cannot be started at all, it is tried again.
 */
final class CommandPlugin implements Plugin {
  private static final int SIGNALLED = 128;

  private final PluginConfig.Command config;
  private final AbsoluteNames names;
  private final Launcher launcher;

  /** Starts programs. */
  interface Launcher {
    /** A program that could not be started: an error number of the C library's and its text. */
    final class Failed extends Exception {
      private static final long serialVersionUID = 1L;

      Failed(String message) {
        super(message);
      }
    }

    /**
     * Runs a program to its end.
     *
     * @param arguments the first one is the program, looked for in PATH
     * @param silent whether its output goes nowhere; else it is ours
     * @param limit after which it is killed, with what it started
     * @return its exit code, or 128 and the signal that ended it; null if it was killed
     * @throws InterruptedException after it was killed
     */
    @Nullable Integer run(List<byte[]> arguments, boolean silent, Duration limit)
        throws Failed, InterruptedException;
  }

  CommandPlugin(PluginConfig.Command config, Launcher launcher) {
    this.config = config;
    this.names = new AbsoluteNames(config.watch());
    this.launcher = launcher;
  }

  @Override
  public String title() {
    return "plugin command " + ByteText.shown(String.join(" ", config.prefix()));
  }

  @Override
  public boolean wants(ChangedPath path) {
    return names.matches(path.path(), config.include());
  }

  @Override
  public @Nullable String remark() {
    return names.remark();
  }

  @Override
  public void deliver(Delivery delivery) throws PluginException, InterruptedException {
    for (ChangedPath path : delivery.paths()) {
      run(arguments(path));
    }
  }

  private List<byte[]> arguments(ChangedPath path) {
    List<byte[]> arguments = new ArrayList<>();
    config.prefix().forEach(word -> arguments.add(ByteText.encode(word)));
    arguments.add(names.of(path.path()));
    config.suffix().forEach(word -> arguments.add(ByteText.encode(word)));
    return arguments;
  }

  private void run(List<byte[]> arguments) throws PluginException, InterruptedException {
    Integer code;
    try {
      code = launcher.run(arguments, config.ignoreError(), config.limit());
    } catch (Launcher.Failed e) {
      throw new PluginException("cannot be run: " + e.getMessage(), true);
    }
    if (code == null) {
      throw new PluginException(
          "it ran longer than " + config.limit().toSeconds() + " s and was killed", false);
    }
    if (code != 0 && !config.ignoreError()) {
      throw new PluginException(
          code > SIGNALLED ? "ended by signal " + (code - SIGNALLED) : "exit code " + code, false);
    }
  }

  @Override
  public @Nullable String check() {
    if (config.prefix().isEmpty()) {
      return null;
    }
    String program = config.prefix().getFirst();
    if (program.indexOf('/') >= 0) {
      return isProgram("", program)
          ? null
          : ByteText.shown(program) + " is not there, or may not be run";
    }
    String path = System.getenv().getOrDefault("PATH", "/bin:/usr/bin");
    for (String directory : path.split(":", -1)) {
      if (isProgram(directory, program)) {
        return null;
      }
    }
    return ByteText.shown(program) + " is in no directory of PATH";
  }

  private static boolean isProgram(String directory, String name) {
    try {
      Path program = Path.of(directory, name);
      return Files.isRegularFile(program) && Files.isExecutable(program);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Such as the script of {@code /bin/sh /opt/script.sh}. */
  @Override
  public List<String> doubts() {
    return config.prefix().stream()
        .skip(1)
        .filter(word -> word.startsWith("/") && !isThere(word))
        .map(word -> ByteText.shown(word) + " is not there")
        .toList();
  }

  private static boolean isThere(String name) {
    try {
      return Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      // It cannot be looked for by that name.
      return true;
    }
  }
}
