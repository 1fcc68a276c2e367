package org.jsersync.protocol.wire;

import io.netty.buffer.ByteBuf;
import org.jsersync.protocol.RsyncException;
import org.jspecify.annotations.Nullable;

/**
 * Writes rsync's numbers and strings into the data stream (01-session, section 6). Collects up to a
 * frame; {@link #flush} sends what is there. Blocking; used by one thread.
 */
public final class WireOutput implements AutoCloseable {
  /**
   * Data bytes per frame. Servers from 3.0.9 on take frames of several MiB (01-session, section
   * 5.2); larger ones mean fewer hand-overs to the event loop.
   */
  static final int FRAME = 262_140;

  private final FrameSink sink;
  private @Nullable ByteBuf frame;
  private long position;
  private int prevPositive = -1;
  private int prevNegative = 1;

  /**
   * A writer of one direction of one session.
   *
   * @param sink where full frames go
   */
  public WireOutput(FrameSink sink) {
    this.sink = sink;
  }

  /** Bytes of the data stream written so far, sent or not. */
  public long position() {
    return position;
  }

  public WireOutput u8(int value) throws RsyncException {
    room(1).writeByte(value);
    position++;
    return this;
  }

  /** Two bytes, little-endian. */
  public WireOutput u16(int value) throws RsyncException {
    room(2).writeShortLE(value);
    position += 2;
    return this;
  }

  /** Four bytes, little-endian. */
  public WireOutput int32(int value) throws RsyncException {
    room(4).writeIntLE(value);
    position += 4;
    return this;
  }

  public WireOutput varint(int value) throws RsyncException {
    int n = value == 0 ? 1 : (39 - Integer.numberOfLeadingZeros(value)) / 8;
    int top = value >>> (8 * (n - 1)) & 0xff;
    int limit = 1 << (8 - n);
    if (top >= limit) {
      u8(0xff & ~(limit - 1));
      return littleEndian(value & 0xffffffffL, n);
    }
    if (n > 1) {
      u8(top | (0xff & ~(2 * limit - 1)));
      return littleEndian(value & 0xffffffffL, n - 1);
    }
    return u8(top);
  }

  /** A varlong with at least {@code min} bytes. */
  public WireOutput varlong(long value, int min) throws RsyncException {
    int n = Math.max(min, (71 - Long.numberOfLeadingZeros(value)) / 8);
    int top = (int) (value >>> (8 * (n - 1))) & 0xff;
    int limit = 1 << (7 - (n - min));
    if (top >= limit) {
      u8(0xff & ~(limit - 1));
      return littleEndian(value, n);
    }
    u8(n > min ? top | (0xff & ~(2 * limit - 1)) : top);
    return littleEndian(value, n - 1);
  }

  private WireOutput littleEndian(long value, int count) throws RsyncException {
    ByteBuf out = room(count);
    for (int i = 0; i < count; i++) {
      out.writeByte((int) (value >>> (8 * i)));
    }
    position += count;
    return this;
  }

  /** A string with its length in front, at most 32,767 bytes. */
  public WireOutput vstring(byte[] value) throws RsyncException {
    if (value.length > 0x7fff) {
      throw new IllegalArgumentException("string of " + value.length + " bytes");
    }
    if (value.length >= 0x80) {
      u8(0x80 | value.length >> 8);
    }
    return u8(value.length & 0xff).bytes(value, 0, value.length);
  }

  public WireOutput bytes(byte[] value) throws RsyncException {
    return bytes(value, 0, value.length);
  }

  public WireOutput bytes(byte[] value, int offset, int count) throws RsyncException {
    int done = 0;
    while (done < count) {
      ByteBuf out = room(1);
      int n = Math.min(count - done, out.writableBytes());
      out.writeBytes(value, offset + done, n);
      done += n;
    }
    position += count;
    return this;
  }

  /** A file index, or {@link WireInput#NDX_DONE} and the like. */
  public WireOutput ndx(int value) throws RsyncException {
    if (value == WireInput.NDX_DONE) {
      return u8(0);
    }
    int delta;
    int shown = value;
    if (value >= 0) {
      delta = value - prevPositive;
      prevPositive = value;
    } else {
      u8(0xff);
      shown = -value;
      delta = shown - prevNegative;
      prevNegative = shown;
    }
    if (delta >= 1 && delta <= 253) {
      return u8(delta);
    }
    u8(0xfe);
    if (delta < 0 || delta > 32767) {
      return u8(0x80 | shown >>> 24).u8(shown).u8(shown >>> 8).u8(shown >>> 16);
    }
    return u8(delta >> 8).u8(delta);
  }

  /** Sends what has been collected. */
  public void flush() throws RsyncException {
    ByteBuf full = frame;
    if (full != null && full.isReadable()) {
      frame = null;
      sink.send(full);
    }
  }

  private ByteBuf room(int atLeast) throws RsyncException {
    if (frame != null && frame.writableBytes() < atLeast) {
      flush();
    }
    ByteBuf out = frame;
    if (out == null) {
      out = sink.allocate(FRAME);
      frame = out;
    }
    return out;
  }

  @Override
  public void close() {
    if (frame != null) {
      frame.release();
      frame = null;
    }
  }
}
