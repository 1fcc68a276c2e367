package org.jsersync.protocol.wire;

import io.netty.buffer.ByteBuf;
import org.jsersync.protocol.RsyncException;
import org.jspecify.annotations.Nullable;

/**
 * Reads rsync's numbers and strings from the data stream (01-session, section 6). Blocking; used by
 * one thread. Every length is bounded by the caller before anything is allocated.
 */
public final class WireInput implements AutoCloseable {
  /** Index value: nothing more in this list or phase. */
  public static final int NDX_DONE = -1;

  /** Index value: no more file lists. */
  public static final int NDX_FLIST_EOF = -2;

  /** Index value: delete statistics follow. */
  public static final int NDX_DEL_STATS = -3;

  private final FrameSource source;
  private @Nullable ByteBuf piece;
  private long position;
  private int prevPositive = -1;
  private int prevNegative = 1;

  /**
   * A reader of one direction of one session.
   *
   * @param source where the bytes come from
   */
  public WireInput(FrameSource source) {
    this.source = source;
  }

  /** Whether a byte can be read without waiting. */
  public boolean ready() throws RsyncException {
    if (piece != null && piece.isReadable()) {
      return true;
    }
    release();
    piece = source.poll();
    return piece != null;
  }

  /** Bytes of the data stream read so far. */
  public long position() {
    return position;
  }

  /** One unsigned byte. */
  public int u8() throws RsyncException {
    position++;
    return current().readByte() & 0xff;
  }

  /** Two bytes, little-endian, unsigned. */
  public int u16() throws RsyncException {
    int low = u8();
    return low | u8() << 8;
  }

  /** Four bytes, little-endian, signed. */
  public int int32() throws RsyncException {
    if (piece != null && piece.readableBytes() >= 4) {
      position += 4;
      return piece.readIntLE();
    }
    int low = u16();
    return low | u16() << 16;
  }

  /** A varint: 1 to 5 bytes. */
  public int varint() throws RsyncException {
    int first = u8();
    int extra = extra(first);
    if (extra > 4) {
      throw broken("varint with " + extra + " more bytes");
    }
    long value = 0;
    for (int i = 0; i < extra; i++) {
      value |= (long) u8() << (8 * i);
    }
    int top = extra == 0 ? first : first & ((1 << (8 - extra)) - 1);
    return (int) (value | (long) top << (8 * extra));
  }

  /**
   * A varint that counts or measures something.
   *
   * @param max the largest value that makes sense here
   * @param what its name, for the error
   */
  public int varint(int max, String what) throws RsyncException {
    int value = varint();
    if (value < 0 || value > max) {
      throw broken(what + " " + value + ", allowed 0 to " + max);
    }
    return value;
  }

  /** A varlong with at least {@code min} bytes. */
  public long varlong(int min) throws RsyncException {
    int first = u8();
    int extra = extra(first);
    if (min + extra > 9) {
      throw broken("varlong with " + extra + " more bytes");
    }
    long value = 0;
    int low = min - 1 + extra;
    for (int i = 0; i < low; i++) {
      long b = u8();
      if (i < 8) {
        value |= b << (8 * i);
      }
    }
    long top = extra == 0 ? first : first & ((1 << (8 - extra)) - 1);
    return low < 8 ? value | top << (8 * low) : value;
  }

  private static int extra(int first) {
    // The count of leading one bits; 0xfe and 0xff count as six.
    return Math.min(6, Integer.numberOfLeadingZeros(~(first << 24)));
  }

  /**
   * A string with its length in front.
   *
   * @param max longest length accepted, bytes
   */
  public byte[] vstring(int max) throws RsyncException {
    int length = u8();
    if (length >= 0x80) {
      length = (length & 0x7f) << 8 | u8();
    }
    if (length > max) {
      throw broken("string of " + length + " bytes, allowed " + max);
    }
    return bytes(length);
  }

  /** That many bytes; the caller has bounded the count. */
  public byte[] bytes(int count) throws RsyncException {
    byte[] out = new byte[count];
    bytes(out, 0, count);
    return out;
  }

  /** Fills a part of an array. */
  public void bytes(byte[] out, int offset, int count) throws RsyncException {
    int done = 0;
    while (done < count) {
      ByteBuf from = current();
      int n = Math.min(count - done, from.readableBytes());
      from.readBytes(out, offset + done, n);
      done += n;
    }
    position += count;
  }

  /** A file index, or one of the negative marks. */
  public int ndx() throws RsyncException {
    int b = u8();
    if (b == 0) {
      return NDX_DONE;
    }
    boolean negative = b == 0xff;
    if (negative) {
      b = u8();
    }
    int previous = negative ? prevNegative : prevPositive;
    int value;
    if (b != 0xfe) {
      value = previous + b;
    } else {
      int high = u8();
      int low = u8();
      if ((high & 0x80) == 0) {
        value = previous + (high << 8 | low);
      } else {
        int second = u8();
        int third = u8();
        value = (high & 0x7f) << 24 | third << 16 | second << 8 | low;
      }
    }
    if (value < 0) {
      throw broken("file index beyond 2^31");
    }
    if (negative) {
      prevNegative = value;
      return -value;
    }
    prevPositive = value;
    return value;
  }

  /** An exception that says where in the stream it was. */
  public RsyncException broken(String what) {
    return RsyncException.protocol(what + " at byte " + position + " of the daemon's stream");
  }

  private ByteBuf current() throws RsyncException {
    ByteBuf now = piece;
    while (now == null || !now.isReadable()) {
      release();
      now = source.next();
      piece = now;
    }
    return now;
  }

  /**
   * Gives up what was received and not read yet, for another reader to go on with; null if there is
   * nothing. Ownership passes to the caller.
   */
  public @Nullable ByteBuf detach() {
    ByteBuf rest = piece;
    piece = null;
    return rest;
  }

  private void release() {
    if (piece != null) {
      piece.release();
      piece = null;
    }
  }

  @Override
  public void close() {
    release();
  }
}
