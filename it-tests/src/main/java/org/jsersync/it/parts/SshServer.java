package org.jsersync.it.parts;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A private sshd on loopback with keys of its own; needs root. Whoever has {@link #remoteShell} is
 * let in as this process's user, in a directory of its own for what is written there.
 */
public final class SshServer implements AutoCloseable {
  private static final String ADDRESS = "127.0.0.1";

  private final Path home;
  private final int port;
  private @Nullable Process process;

  private SshServer(Path home, int port) {
    this.home = home;
    this.port = port;
  }

  /** Starts it; when this returns, it takes logins. */
  public static SshServer start() {
    Parts.needRoot();
    Parts.program("sshd");
    Parts.program("ssh");
    SshServer server = new SshServer(Scratch.create("sshd"), RsyncDaemon.freePort());
    try {
      server.writeFiles();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lay out the files of sshd", e);
    }
    server.startAgain();
    return server;
  }

  private void writeFiles() throws IOException {
    for (String key : new String[] {"host", "user", "stranger", "other-host"}) {
      Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home.resolve(key)).succeed();
    }
    Files.writeString(home.resolve("authorized"), publicKey("user") + "\n");
    Files.writeString(home.resolve("known"), knownAs("host"));
    Files.writeString(home.resolve("known-wrong"), knownAs("other-host"));
    Files.createDirectory(home.resolve("there"));
    Files.createDirectories(Path.of("/run/sshd"));
    Files.writeString(
        home.resolve("sshd_config"),
        """
        ListenAddress %s:%d
        HostKey %s/host
        AuthorizedKeysFile %s/authorized
        PidFile none
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin yes
        MaxStartups 1000
        # Nobody's own start-up files are read.
        SetEnv HOME=%s
        """
            .formatted(ADDRESS, port, home, home, home));
  }

  private String publicKey(String key) throws IOException {
    return Files.readString(home.resolve(key + ".pub")).strip();
  }

  private String knownAs(String key) throws IOException {
    return "[" + ADDRESS + "]:" + port + " " + publicKey(key) + "\n";
  }

  /** Starts it again after {@link #stop}. */
  public void startAgain() {
    try {
      process =
          Command.of(Parts.program("sshd"), "-D", "-e", "-f", home.resolve("sshd_config"))
              .builder()
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start sshd", e);
    }
    await("sshd: " + home.resolve("log"))
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(30))
        .until(this::listens);
  }

  private boolean listens() {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Stops it and every login. */
  public void stop() {
    Process running = process;
    if (running != null) {
      Processes.kill(running.toHandle());
      process = null;
    }
  }

  /** From now on a login runs this and nothing else; empty = what it asks for. */
  public void forceCommand(String command) {
    try {
      String options = command.isEmpty() ? "" : "command=\"" + command + "\" ";
      Files.writeString(home.resolve("authorized"), options + publicKey("user") + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot change the authorized key", e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** What gets a client in, without the port. */
  public String remoteShell() {
    return shell("user", "known");
  }

  /** A key that nobody let in. */
  public String remoteShellOfAStranger() {
    return shell("stranger", "known");
  }

  /** A client that knows the server by another key. */
  public String remoteShellThatKnowsAnotherKey() {
    return shell("user", "known-wrong");
  }

  private String shell(String key, String known) {
    return "ssh -F none -o IdentitiesOnly=yes -i %s -o UserKnownHostsFile=%s"
        .formatted(home.resolve(key), home.resolve(known));
  }

  /** An empty directory that clients write to. */
  public Path there() {
    return home.resolve("there");
  }

  /** A destination: this server, and a path in {@link #there}. */
  public String target(String path) {
    return ADDRESS + ":" + there() + "/" + path;
  }

  /** What it has printed so far. */
  public String log() {
    try {
      return new String(Files.readAllBytes(home.resolve("log")), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the log of sshd", e);
    }
  }

  @Override
  public void close() {
    stop();
    Scratch.delete(home);
  }
}
