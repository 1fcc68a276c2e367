package org.jsersync.it.sersync;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.ConfXmlFile;
import org.jsersync.it.product.LiveMirror;
import org.jsersync.it.tree.TreeState;
import org.jspecify.annotations.Nullable;

/**
 * A directory, a daemon that lets everybody in, and jsersync between them under sersync's default
 * configuration, in which a test changes what it is about before it starts.
 */
final class Setup implements AutoCloseable {
  /** Until everything was compared once, or jsersync has said why not. */
  private static final Duration START = Duration.ofSeconds(60);

  private final Path home = Scratch.create("sersync");
  private final Path source;
  private final RsyncDaemon daemon;
  private final ConfXmlFile conf;
  private @Nullable LiveMirror mirror;

  /** The default: {@code ./src} goes to the module {@code data}. */
  Setup() {
    this("src", RsyncdConf.mainUseCase().without("auth users"));
    conf.remote("127.0.0.1", "data");
  }

  /** Without a remote yet. */
  Setup(String sourceName, RsyncdConf rsyncd) {
    source = home.resolve(sourceName);
    daemon = RsyncDaemon.start(RsyncVersion.V3_5_0, rsyncd);
    conf = ConfXmlFile.watching(source).port(daemon.port());
    try {
      Files.createDirectory(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The configuration, to be changed before the start. */
  ConfXmlFile conf() {
    return conf;
  }

  RsyncDaemon daemon() {
    return daemon;
  }

  Path source() {
    return source;
  }

  LiveMirror mirror() {
    LiveMirror running = mirror;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running;
  }

  /** A shell script in the source. */
  Setup change(String script) {
    Command.script(source, script).env("OUT", home.toString()).succeed();
    return this;
  }

  /** A shell script in a module's directory, behind the daemon's back. */
  Setup changeRemote(String script) {
    Command.script(daemon.modulePath("data"), script).succeed();
    return this;
  }

  /** {@code jsersync -r -o confxml.xml}; returns at once. */
  Setup start() {
    mirror = LiveMirror.ofConfiguration(source, conf.write(home));
    return this;
  }

  /** The same; returns when the first comparison of a remote is over. */
  Setup startAndCompare() {
    start();
    awaitSaid("first sync done");
    return this;
  }

  /** Ends it and starts it with the configuration as it is now. */
  void restart() {
    mirror().close();
    startAndCompare();
  }

  /** Waits for jsersync to print something. */
  void awaitSaid(String words) {
    await(words)
        .atMost(START)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> mirror().output().contains(words) || !mirror().isAlive());
    if (!mirror().output().contains(words)) {
      throw new AssertionError("jsersync has ended: " + mirror().output());
    }
  }

  /** Returns when the module equals the source in all but hard links, which -a does not keep. */
  void awaitEqual(int seconds) {
    awaitEqual(seconds, "data", TreeState::withoutLinks);
  }

  /** The same for as much of two trees as a test is about. */
  void awaitEqual(int seconds, String module, UnaryOperator<TreeState> view) {
    mirror()
        .awaitMirrored(
            Duration.ofSeconds(seconds),
            () -> view.apply(TreeState.of(source)),
            () -> view.apply(daemon.tree(module)));
    if (!mirror().isAlive()) {
      throw new AssertionError("jsersync has ended: " + mirror().output());
    }
  }

  /** Waits for a file in the module to say this. */
  void awaitRemote(int seconds, String name, String content) {
    Path file = remote(name);
    await(name)
        .atMost(Duration.ofSeconds(seconds))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> Files.isRegularFile(file) && Files.readString(file, ISO_8859_1).equals(content));
  }

  /** Waits for a name to be gone from the module. */
  void awaitGone(int seconds, String name) {
    await(name)
        .atMost(Duration.ofSeconds(seconds))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !Files.exists(remote(name), LinkOption.NOFOLLOW_LINKS));
  }

  /** Where a name lies in the module. */
  Path remote(String name) {
    return daemon.modulePath("data").resolve(name);
  }

  @Override
  public void close() {
    if (mirror != null) {
      mirror.close();
    }
    daemon.close();
    Scratch.delete(home);
  }
}
