package org.jsersync.it.parts;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jsersync.it.tree.TreeState;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A stock rsync daemon in a container, with the rsyncd.conf of the main use case; the modules
 * {@code data} and {@code backup} are directories of this machine. The image comes from {@code
 * it-tests/container.sh image}; what speaks the Docker API, from {@code it-tests/container.sh run}.
 */
public final class RsyncdContainer implements Server, AutoCloseable {
  private static final int RSYNCD = 873;

  private final Path home;
  private final GenericContainer<?> container;

  private RsyncdContainer(Path home, GenericContainer<?> container) {
    this.home = home;
    this.container = container;
  }

  /** Waits from outside: the usual strategy runs a shell in the container, and there is none. */
  private static final class Greets extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {
      Greeting.await(
          waitStrategyTarget.getHost(),
          waitStrategyTarget.getMappedPort(RSYNCD),
          waitStrategyTarget::isRunning);
    }
  }

  /** Starts a container; when this returns, it greets who connects. */
  public static RsyncdContainer start(String version) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw Parts.missing("container engine", "it-tests/container.sh run mvn …");
    }
    Path home = Scratch.create("container");
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse("localhost/rsyncd:" + version))
            .withImagePullPolicy(_ -> false)
            .withExposedPorts(RSYNCD)
            .waitingFor(new Greets())
            .withCreateContainerCmdModifier(
                create ->
                    Objects.requireNonNullElseGet(create.getHostConfig(), HostConfig::new)
                        .withBinds(module(home, "data"), module(home, "backup")));
    container.start();
    return new RsyncdContainer(home, container);
  }

  /** Whoever the container's user is on this machine, it may write here. */
  private static Bind module(Path home, String name) {
    try {
      Path directory = Files.createDirectory(home.resolve(name));
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
      if (Parts.isRoot()) {
        Command.of("chown", "999:999", directory).succeed();
      }
      return new Bind(directory.toString(), new Volume("/" + name), AccessMode.rw);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the module " + name, e);
    }
  }

  @Override
  public int port() {
    return container.getMappedPort(RSYNCD);
  }

  @Override
  public String target(String moduleAndPath) {
    return RsyncdConf.USER + "@" + container.getHost() + "::" + moduleAndPath;
  }

  @Override
  public Path passwordFile() {
    Path file = home.resolve("password");
    try {
      if (!Files.exists(file)) {
        Files.createFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, RsyncdConf.PASSWORD + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    return file;
  }

  @Override
  public TreeState tree(String module) {
    return TreeState.ofFakeSuper(home.resolve(module));
  }

  /** Freezes all its processes: connections stay open and answer nothing. */
  public void pause() {
    container.getDockerClient().pauseContainerCmd(container.getContainerId()).exec();
  }

  /** Lets it go on after {@link #pause}. */
  public void unpause() {
    container.getDockerClient().unpauseContainerCmd(container.getContainerId()).exec();
  }

  /** What the daemon has logged. */
  public String log() {
    return container.getLogs();
  }

  @Override
  public void close() {
    container.close();
    Scratch.delete(home);
  }
}
