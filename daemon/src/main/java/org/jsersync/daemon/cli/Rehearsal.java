package org.jsersync.daemon.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.jsersync.daemon.cli.rsync.JrsyncMain;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.PushRequest;
import org.jsersync.protocol.RsyncClient;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;

/**
 * A push of a few small files to nobody: run once per build, so that the JVM can note in its AOT
 * cache what a push loads. The daemon's side is what a real one answered once, whatever it is told:
 * the lists, a request for a new file, one for a file that it has a part of, the end. There is one
 * push by the library, without compression, and one by the command, with it.
 *
 * <p>Command line: {@code jrsync} or {@code jsersync}. The exit code is the command's.
 */
public final class Rehearsal {
  private static final String GREETING =
      """
      @RSYNCD: 32.0 sha512 sha256 sha1 md5 md4
      @RSYNCD: AUTHREQD 4jFYGQTvbLh0AyEnkMzqYA
      @RSYNCD: OK
      """;
  private static final String CHECKSUMS = "xxh128 xxh3 xxh64 md5 md4 sha1 none";
  private static final String COMPRESSIONS = "zstd lz4 zlibx zlib none";
  private static final String SEED = "578c0c6b";

  /**
   * Multiplexed frames: the root unchanged, file 2 new, file 3 with three blocks; the phases, and a
   * message.
   */
  private static final String FRAMES =
      """
      3b000007
      010800
      0200a0 00000000 00000000 00000000 00000000
      010c80 03000000 bc020000 02000000 5a020000
             f80b0ce3c5f1 f80b0ce3c5f1 32e67269e4c0
      01000007 00
      01000009 0a
      03000007 000000
      01000007 00
      """;

  private Rehearsal() {}

  public static void main(String[] args) throws IOException {
    // Private to us, as a password file must be.
    Path home = Files.createTempDirectory("jsersync-rehearsal");
    home.toFile().deleteOnExit();
    Path source = Files.createDirectory(home.resolve("source"));
    source.toFile().deleteOnExit();
    write(source.resolve("f"), "a".repeat(100));
    write(source.resolve("g"), "b".repeat(3000));
    Path single = write(home.resolve("h"), "c");
    Path password = write(home.resolve("password"), "none");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    // Closed by the end of the process.
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              answer(server, false);
              answer(server, true);
            });
    String from = source + "/";
    String to = "nobody@127.0.0.1::none/";
    String port = "--port=" + server.getLocalPort();
    PushRequest plain =
        PushRequest.of(
            BytePath.of(source.toString()),
            new RsyncTarget("127.0.0.1", server.getLocalPort(), "nobody", "none", BytePath.ROOT),
            PasswordSource.file(password),
            PushOptions.archive());
    RsyncClient.shared().push(plain);
    String by = "--password-file=" + password;
    if (args.length == 1 && args[0].equals("jsersync")) {
      JsersyncMain.main(new String[] {"mirror", "-z", "--once", "-v", port, by, from, to});
    } else {
      JrsyncMain.main(new String[] {"-avz", port, by, from, single.toString(), to});
    }
  }

  private static Path write(Path file, String text) throws IOException {
    file.toFile().deleteOnExit();
    return Files.writeString(file, text);
  }

  private static void answer(ServerSocket server, boolean compressed) {
    try (Socket socket = server.accept()) {
      OutputStream out = socket.getOutputStream();
      out.write(GREETING.getBytes(StandardCharsets.US_ASCII));
      // The compatibility flags of a daemon that lists incrementally and negotiates.
      out.write(HexFormat.of().parseHex("81ff"));
      writeText(CHECKSUMS, out);
      if (compressed) {
        writeText(COMPRESSIONS, out);
      }
      out.write(HexFormat.of().parseHex(SEED));
      out.write(HexFormat.of().parseHex(FRAMES.replaceAll("\\s", "")));
      InputStream in = socket.getInputStream();
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeText(String text, OutputStream out) throws IOException {
    out.write(text.length());
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
