package org.jsersync.protocol.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.AddressFamily;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.Digest;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;

/** Requests and sessions for tests. */
final class Sessions {
  static final String ARGUMENTS = "--server\0-logDtpre.iLsfxCIvu\0.\0m/";
  static final List<Digest> CHECKSUMS =
      List.of(Digest.XXH128, Digest.XXH3, Digest.XXH64, Digest.MD5, Digest.MD4, Digest.SHA1);

  private Sessions() {}

  /** A push of all kinds to module m. */
  static SessionRequest request(int port) {
    return request(port, 32, 0, 20);
  }

  static SessionRequest request(int port, int protocolCap, int ioTimeout, int handshakeSeconds) {
    return request(port, protocolCap, ioTimeout, Duration.ofSeconds(handshakeSeconds), List.of());
  }

  static SessionRequest request(
      int port,
      int protocolCap,
      int ioTimeout,
      Duration handshake,
      List<Compression> compressions) {
    return new SessionRequest(
        new RsyncTarget("127.0.0.1", port, "user", "m", BytePath.ROOT),
        PasswordSource.bytes("secret".getBytes(StandardCharsets.UTF_8)),
        _ -> arguments(ARGUMENTS),
        true,
        CHECKSUMS,
        null,
        compressions,
        null,
        protocolCap,
        Duration.ofSeconds(5),
        handshake,
        ioTimeout,
        0,
        AddressFamily.ANY,
        null);
  }

  static List<byte[]> arguments(String nulSeparated) {
    List<byte[]> list = new ArrayList<>();
    for (String one : nulSeparated.split("\0", -1)) {
      list.add(one.getBytes(StandardCharsets.UTF_8));
    }
    return list;
  }

  static Session open(SessionRequest request) throws RsyncException {
    return Connector.shared().ready(request, _ -> {}).begin(new Heard());
  }

  /** Remembers the messages of a session. */
  static final class Heard implements MessageHandler {
    final List<String> all = new ArrayList<>();

    @Override
    public void text(TextKind kind, byte[] text) {
      all.add(kind + " " + new String(text, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void success(int index) {
      all.add("success " + index);
    }

    @Override
    public void deleted(byte[] path, boolean directory) {
      all.add("deleted " + new String(path, StandardCharsets.ISO_8859_1) + (directory ? "/" : ""));
    }
  }
}
