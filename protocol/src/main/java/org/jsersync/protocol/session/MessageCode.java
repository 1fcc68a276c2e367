package org.jsersync.protocol.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jsersync.protocol.RsyncException;

/** The codes of frames and what their payload may be (01-session, section 5.3). */
final class MessageCode {
  /** Bytes of a frame's header. */
  static final int HEADER = 4;

  /** Added to the code in the header's last byte. */
  static final int BASE = 7;

  /** Longest payload that a header can say. */
  static final int MAX_LENGTH = 0xffffff;

  static final int DATA = 0;
  static final int ERROR_XFER = 1;
  static final int INFO = 2;
  static final int ERROR = 3;
  static final int WARNING = 4;
  static final int IO_ERROR = 22;
  static final int IO_TIMEOUT = 33;
  static final int NOOP = 42;
  static final int ERROR_EXIT = 86;
  static final int SUCCESS = 100;
  static final int DELETED = 101;
  static final int NO_SEND = 102;

  private MessageCode() {}

  /**
   * Checks a header from the server.
   *
   * @throws RsyncException of kind STREAM if this message may not come, or not with that length
   */
  static void checkLength(int code, int length) throws RsyncException {
    boolean right =
        switch (code) {
          case ERROR_XFER, INFO, ERROR, WARNING, DELETED -> length <= FrameDecoder.MAX_TEXT;
          case IO_ERROR, IO_TIMEOUT, SUCCESS -> length == 4;
          case ERROR_EXIT -> length == 0 || length == 4;
          case NOOP -> length == 0;
          default ->
              throw new RsyncException(
                  RsyncException.Kind.STREAM, "the daemon sent an unexpected tag " + code);
        };
    if (!right) {
      throw new RsyncException(
          RsyncException.Kind.STREAM,
          "the daemon sent a message " + code + " of " + length + " bytes");
    }
  }

  /** The header of a frame, as the int to write little-endian. */
  static int header(int code, int length) {
    return (BASE + code) << 24 | length;
  }

  /** A frame without payload. */
  static ByteBuf frame(int code) {
    return Unpooled.buffer(HEADER, HEADER).writeIntLE(header(code, 0));
  }

  /** A frame with one int. */
  static ByteBuf frame(int code, int value) {
    return Unpooled.buffer(HEADER + 4, HEADER + 4).writeIntLE(header(code, 4)).writeIntLE(value);
  }

  /** The int of a message of four bytes. */
  static int int32(byte[] payload) {
    return Unpooled.wrappedBuffer(payload).getIntLE(0);
  }
}
