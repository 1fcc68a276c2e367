package org.jsersync.it.parts;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user-space NFS server (nfs-ganesha) on loopback that exports one directory; needs root. What is
 * written through it over NFSv3 shows MODIFY to inotify, and no CLOSE_WRITE, or one much later.
 */
public final class NfsServer implements AutoCloseable {
  private final Path exported;
  private final Path home;
  private final int nfsPort;
  private final int mountPort;
  private @Nullable Process portMapper;
  private @Nullable Process ganesha;

  private NfsServer(Path exported, Path home, int nfsPort, int mountPort) {
    this.exported = exported;
    this.home = home;
    this.nfsPort = nfsPort;
    this.mountPort = mountPort;
  }

  /** Exports a directory; when this returns, files can be written to it. */
  public static NfsServer export(Path directory) {
    Parts.needRoot();
    Parts.program("ganesha.nfsd");
    Parts.program("nfs-cp");
    NfsServer server =
        new NfsServer(
            directory, Scratch.create("nfs"), RsyncDaemon.freePort(), RsyncDaemon.freePort());
    try {
      server.start();
    } catch (IOException e) {
      server.close();
      throw new UncheckedIOException("cannot start the NFS server", e);
    }
    return server;
  }

  private void start() throws IOException {
    Path conf =
        Files.writeString(
            home.resolve("ganesha.conf"),
            """
            NFS_CORE_PARAM { NFS_Protocols = 3,4; NFS_Port = %d; MNT_Port = %d; Enable_NLM = false;
              Enable_RQUOTA = false; Bind_addr = 127.0.0.1; }
            NFSv4 { Graceless = true; RecoveryRoot = "%s"; }
            EXPORT { Export_Id = 1; Path = "%s"; Pseudo = "/data"; Access_Type = RW;
              Squash = No_Root_Squash; SecType = sys; Protocols = 3,4; FSAL { Name = VFS; }
              CLIENT { Clients = 127.0.0.1; Access_Type = RW; } }
            """
                .formatted(nfsPort, mountPort, home, exported));
    // The port mapper's port is the machine's: where one runs already, that one serves.
    if (Command.of("rpcinfo", "-p", "127.0.0.1").run().exit() != 0) {
      portMapper = background("rpcbind", "-w", "-f");
    }
    Path log = home.resolve("log");
    ganesha =
        background(
            "ganesha.nfsd",
            "-F",
            "-f",
            conf.toString(),
            "-L",
            log.toString(),
            "-p",
            home.resolve("pid").toString());
    await("NFS server")
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(log) && Files.readString(log).contains("NFS SERVER INITIALIZED"));
  }

  private Process background(String program, String... arguments) throws IOException {
    return Command.of(Parts.program(program), List.of(arguments))
        .builder()
        .redirectErrorStream(true)
        .redirectOutput(home.resolve(program + ".out").toFile())
        .start();
  }

  /** Writes a local file to a name in the exported directory, over NFSv3. */
  public void write(Path file, String name) {
    Command.of("nfs-cp", file, url("/" + name)).succeed();
  }

  /** A client that has the exported directory mounted, whose processes run as this user. */
  public NfsClient mount(int uid, int gid) {
    return NfsClient.mount(url("") + "&uid=" + uid + "&gid=" + gid);
  }

  private String url(String path) {
    return "nfs://127.0.0.1%s%s?version=3&nfsport=%d&mountport=%d"
        .formatted(exported, path, nfsPort, mountPort);
  }

  @Override
  public void close() {
    Process server = ganesha;
    if (server != null) {
      Processes.kill(server.toHandle());
    }
    Process mapper = portMapper;
    if (mapper != null) {
      Processes.terminate(mapper.toHandle());
    }
    Scratch.delete(home);
  }
}
