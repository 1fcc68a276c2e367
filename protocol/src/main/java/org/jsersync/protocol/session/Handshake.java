package org.jsersync.protocol.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.Digest;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.session.HandshakeErrors.Stage;
import org.jsersync.protocol.wire.FrameSource;
import org.jsersync.protocol.wire.WireInput;
import org.jspecify.annotations.Nullable;

/**
 * From "connected" to the seed (01-session, sections 0 to 4); everything here is unframed. Each
 * step is one write, so that it is one packet (section 10).
 */
final class Handshake implements FrameSource {
  /** Versions that any rsync ever had, or may have: what is outside is some other text. */
  private static final int OLDEST_VERSION = 20;

  private static final int NEWEST_VERSION = 40;

  private static final String OK = "@RSYNCD: OK";
  private static final String EXIT = "@RSYNCD: EXIT";
  private static final String AUTHREQD = "@RSYNCD: AUTHREQD ";

  private final Connection connection;
  private final HandshakeErrors errors;
  private final GreetingListener listener;
  private final Duration limit;
  private final long deadline;
  private final WireInput in;
  private final LineReader lines;
  private final List<byte[]> remarks = new ArrayList<>();
  private Stage stage = Stage.GREETING;

  /**
   * A handshake on a fresh connection.
   *
   * @param limit for all of it
   */
  Handshake(
      Connection connection, HandshakeErrors errors, GreetingListener listener, Duration limit) {
    this.connection = connection;
    this.errors = errors;
    this.listener = listener;
    this.limit = limit;
    this.deadline = System.nanoTime() + limit.toNanos();
    this.in = new WireInput(this);
    this.lines = new LineReader(in, errors);
  }

  /** Asks for the modules; each line of the answer goes to the listener. */
  void listModules() throws RsyncException {
    greet(SessionRequest.MAX_PROTOCOL, "");
    for (byte[] line = answer(); !is(line, EXIT); line = answer()) {
      listener.line(line);
    }
  }

  /** Enters the module, passes the arguments, agrees on the rest. */
  Dialect enter(SessionRequest request, String user) throws RsyncException {
    GreetingLine theirs = greet(request.protocolCap(), request.target().module());
    int protocol = theirs.protocol(request.protocolCap(), errors);
    AuthDigest digest = AuthDigest.choose(theirs.digests());
    awaitOk(new Authentication(user, request.password(), digest, errors));
    stage = Stage.ARGUMENTS;
    send(ArgumentWriter.encode(request.arguments().forProtocol(protocol)));
    return agree(request, protocol);
  }

  /**
   * Begins with a server that a remote shell started for this push: there is neither a greeting nor
   * a password, each side says its version as a number (01-session, section 4).
   *
   * @param secluded arguments that go first; may be empty
   */
  Dialect begin(SessionRequest request, byte[] secluded) throws RsyncException {
    stage = Stage.VERSION;
    send(
        Unpooled.buffer(secluded.length + Integer.BYTES)
            .writeBytes(secluded)
            .writeIntLE(request.protocolCap()));
    int theirs = in.int32();
    if (theirs < OLDEST_VERSION || theirs > NEWEST_VERSION) {
      throw errors.noServer(theirs, in.detach());
    }
    int protocol = Math.min(theirs, request.protocolCap());
    if (protocol < SessionRequest.MIN_PROTOCOL) {
      throw errors.tooOld(protocol);
    }
    stage = Stage.SETUP;
    return agree(request, protocol);
  }

  private GreetingLine greet(int protocol, String module) throws RsyncException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    first.writeBytes(GreetingLine.ours(protocol));
    first.writeBytes(module.getBytes(StandardCharsets.UTF_8));
    first.write('\n');
    send(first.toByteArray());
    byte[] line = lines.next();
    if (HandshakeErrors.isError(line)) {
      throw errors.refused(line);
    }
    GreetingLine theirs = GreetingLine.parse(line, errors);
    stage = Stage.MODULE;
    return theirs;
  }

  private void awaitOk(Authentication authentication) throws RsyncException {
    for (byte[] line = answer(); !is(line, OK); line = answer()) {
      if (is(line, EXIT)) {
        throw errors.of(Kind.REFUSED, "the daemon ended the session before it began");
      }
      if (!HandshakeErrors.startsWith(line, AUTHREQD)) {
        listener.line(line);
      } else if (stage == Stage.AUTHENTICATION) {
        // A second answer would only help somebody who collects them.
        throw errors.of(Kind.PROTOCOL, "the daemon asked for the password twice");
      } else {
        stage = Stage.AUTHENTICATION;
        send(authentication.answer(Arrays.copyOfRange(line, AUTHREQD.length(), line.length)));
      }
    }
  }

  private Dialect agree(SessionRequest request, int protocol) throws RsyncException {
    int flags = CompatFlags.check(in.varint(), request.offersIncrementalRecursion(), errors);
    Negotiation<Digest> checksum = Negotiation.checksum(request);
    Negotiation<Compression> compression = Negotiation.compression(request);
    Digest sum = checksum.fixed();
    Compression packing = compression.fixed();
    boolean negotiated = false;
    if ((flags & CompatFlags.VARINT_FLIST_FLAGS) != 0 && (checksum.open() || compression.open())) {
      stage = Stage.NAMES;
      ByteArrayOutputStream lists = new ByteArrayOutputStream();
      if (checksum.open()) {
        lists.writeBytes(checksum.list());
      }
      if (compression.open()) {
        lists.writeBytes(compression.list());
      }
      send(lists.toByteArray());
      negotiated = checksum.open();
      sum = negotiated ? checksum.choose(in, errors) : sum;
      packing = compression.open() ? compression.choose(in, errors) : packing;
    }
    boolean chosen = negotiated || request.explicitChecksum() != null;
    return new Dialect(protocol, flags, sum, chosen, packing, in.int32());
  }

  /** The remote shell's remarks so far; after a failure they are part of its explanation. */
  void tellRemarks() {
    remarks.forEach(listener::line);
  }

  /** What was received behind the seed; ownership passes to the caller. */
  @Nullable ByteBuf rest() {
    return in.detach();
  }

  /** Frees what is left after a failure. */
  void close() {
    in.close();
  }

  private byte[] answer() throws RsyncException {
    byte[] line = lines.next();
    if (HandshakeErrors.isError(line)) {
      throw errors.refused(line);
    }
    return line;
  }

  private static boolean is(byte[] line, String text) {
    return line.length == text.length() && HandshakeErrors.startsWith(line, text);
  }

  private void send(byte[] step) throws RsyncException {
    send(Unpooled.wrappedBuffer(step));
  }

  private void send(ByteBuf step) throws RsyncException {
    try {
      // A write that fails is not reported here: the reason may have been received (section 1.5).
      connection.write(step);
    } catch (InterruptedException e) {
      throw connection.interrupted(errors, e);
    }
  }

  @Override
  public ByteBuf next() throws RsyncException {
    while (true) {
      Inbound item = take();
      // No switch over the types: the JVM would make a class for it, which a small push would feel.
      if (item instanceof Inbound.Data(ByteBuf bytes)) {
        return bytes;
      }
      if (item instanceof Inbound.Message(int _, byte[] remark)) {
        remarks.add(remark);
      } else {
        throw errors.ended(stage, ((Inbound.End) item).cause());
      }
    }
  }

  private Inbound take() throws RsyncException {
    try {
      Inbound item = connection.inbound().take(deadline - System.nanoTime());
      if (item == null) {
        throw errors.late(stage, limit.toSeconds());
      }
      return item;
    } catch (InterruptedException e) {
      throw connection.interrupted(errors, e);
    }
  }

  @Override
  public @Nullable ByteBuf poll() {
    throw new UnsupportedOperationException("a handshake waits for each byte");
  }
}
