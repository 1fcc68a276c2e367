package org.jsersync.it.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.jsersync.it.tree.TreeState;
import org.jspecify.annotations.Nullable;

/** A stock rsync daemon, running as a process on a port of its own until it is closed. */
public final class RsyncDaemon implements Server, AutoCloseable {
  private final RsyncVersion version;
  private final RsyncdConf conf;
  private final Path home;
  private final int port;
  private @Nullable Process process;

  private RsyncDaemon(RsyncVersion version, RsyncdConf conf, Path home, int port) {
    this.version = version;
    this.conf = conf;
    this.home = home;
    this.port = port;
  }

  /** Starts the daemon of the main use case. */
  public static RsyncDaemon start(RsyncVersion version) {
    return start(version, RsyncdConf.mainUseCase());
  }

  /** Starts a daemon; when this returns, it greets who connects. */
  public static RsyncDaemon start(RsyncVersion version, RsyncdConf conf) {
    version.binary();
    return start(version, conf, Scratch.create("rsyncd"));
  }

  /** Starts a daemon whose modules take large extended attributes. */
  public static RsyncDaemon startRoomy(RsyncVersion version, RsyncdConf conf) {
    version.binary();
    return start(version, conf, Scratch.roomy("rsyncd"));
  }

  private static RsyncDaemon start(RsyncVersion version, RsyncdConf conf, Path home) {
    int port = conf.port() == 0 ? freePort() : conf.port();
    RsyncDaemon daemon = new RsyncDaemon(version, conf, home, port);
    daemon.writeFiles();
    daemon.start();
    return daemon;
  }

  /** A port that nothing listens on. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  private void writeFiles() {
    try {
      Files.writeString(home.resolve("rsyncd.conf"), conf.text(home, port));
      secret("secrets", RsyncdConf.USER + ":" + RsyncdConf.PASSWORD + "\n");
      secret("password", RsyncdConf.PASSWORD + "\n");
      secret("wrong-password", "wrong\n");
      for (String module : conf.modules()) {
        Path directory = Files.createDirectory(home.resolve(module));
        // So that two modules into which nothing was pushed are equal.
        Files.setLastModifiedTime(directory, FileTime.fromMillis(0));
        if (conf.runsAsRsync()) {
          Command.of("chown", "rsync:rsync", directory).succeed();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lay out the daemon's files", e);
    }
  }

  private void secret(String name, String text) throws IOException {
    Path file = Files.createFile(home.resolve(name));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, text);
  }

  /** Starts it again after {@link #stop} or {@link #kill}, on the same port. */
  public void start() {
    try {
      Files.deleteIfExists(home.resolve("pid"));
      process =
          Command.of(
                  version.binary(),
                  "--daemon",
                  "--no-detach",
                  "--config=" + home.resolve("rsyncd.conf"))
              .in(home)
              .builder()
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("output").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + version, e);
    }
    try {
      Greeting.await(conf.address(), port, process()::isAlive);
    } catch (RuntimeException e) {
      throw new AssertionError(version + " does not answer: " + log(), e);
    }
  }

  /** Stops it as an operator would, its sessions too; a client sees its connection end. */
  public void stop() {
    Process running = process;
    if (running != null) {
      Processes.terminate(running.toHandle());
      process = null;
    }
  }

  /** Kills it and its sessions with SIGKILL. */
  public void kill() {
    Process running = process;
    if (running != null) {
      Processes.kill(running.toHandle());
      process = null;
    }
  }

  /** The daemon's process, for what it costs; fails while it is stopped. */
  public ProcessHandle process() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException(version + " is stopped");
    }
    return running.toHandle();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String target(String moduleAndPath) {
    return RsyncdConf.USER + "@" + conf.address() + "::" + moduleAndPath;
  }

  @Override
  public Path passwordFile() {
    return home.resolve("password");
  }

  /** A file with a wrong password, mode 600. */
  public Path wrongPasswordFile() {
    return home.resolve("wrong-password");
  }

  /** Where a module's files lie. */
  public Path modulePath(String module) {
    return home.resolve(module);
  }

  @Override
  public TreeState tree(String module) {
    return conf.fakeSuper()
        ? TreeState.ofFakeSuper(modulePath(module))
        : TreeState.ofModule(modulePath(module));
  }

  /** What the daemon has logged and printed so far. */
  public String log() {
    try {
      StringBuilder text = new StringBuilder();
      for (String name : new String[] {"output", "log"}) {
        Path file = home.resolve(name);
        if (Files.exists(file)) {
          text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the daemon's log", e);
    }
  }

  @Override
  public void close() {
    kill();
    Scratch.delete(home);
  }
}
