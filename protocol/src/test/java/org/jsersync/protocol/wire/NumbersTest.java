package org.jsersync.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
import org.jsersync.protocol.RsyncException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of 01-session, section 6, and 02-filelist, section 1, both ways, byte by byte. */
class NumbersTest {
  private interface Write {
    void to(WireOutput out) throws RsyncException;
  }

  private static String written(Write write) throws RsyncException {
    Pieces pieces = new Pieces();
    try (WireOutput out = new WireOutput(pieces)) {
      write.to(out);
      out.flush();
    }
    return pieces.hex();
  }

  private static WireInput read(String hex) {
    return Pieces.input(hex, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00 00",
    "1, 01 00",
    "127, 7f 00",
    "255, ff 00",
    "256, 00 01",
    "8192, 00 20",
    "24576, 00 60",
    "32767, ff 7f",
    "32768, 00 80",
    "40960, 00 a0",
    "43008, 00 a8",
    "65534, fe ff",
    "65535, ff ff"
  })
  void shortint(int value, String hex) throws Exception {
    assertThat(written(out -> out.u16(value))).isEqualTo(hex);
    assertThat(read(hex).u16()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00 00 00 00",
    "1, 01 00 00 00",
    "255, ff 00 00 00",
    "256, 00 01 00 00",
    "65535, ff ff 00 00",
    "65536, 00 00 01 00",
    "16777216, 00 00 00 01",
    "305419896, 78 56 34 12",
    "2147483647, ff ff ff 7f",
    "-1, ff ff ff ff",
    "-2, fe ff ff ff",
    "-101, 9b ff ff ff",
    "-2147483648, 00 00 00 80"
  })
  void int32(int value, String hex) throws Exception {
    assertThat(written(out -> out.int32(value))).isEqualTo(hex);
    assertThat(read(hex).int32()).isEqualTo(value);
    assertThat(Pieces.input(hex, 4).int32()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "1, 01",
    "63, 3f",
    "64, 40",
    "127, 7f",
    "128, 80 80",
    "255, 80 ff",
    "256, 81 00",
    "257, 81 01",
    "511, 81 ff",
    "3073, 8c 01",
    "16383, bf ff",
    "16384, c0 00 40",
    "65535, c0 ff ff",
    "65536, c1 00 00",
    "2097151, df ff ff",
    "2097152, e0 00 00 20",
    "123456789, e7 15 cd 5b",
    "268435455, ef ff ff ff",
    "268435456, f0 00 00 00 10",
    "500000000, f0 00 65 cd 1d",
    "2147483647, f0 ff ff ff 7f",
    "-1, f0 ff ff ff ff",
    "-2, f0 fe ff ff ff",
    "-2147483648, f0 00 00 00 80"
  })
  void varint(int value, String hex) throws Exception {
    assertThat(written(out -> out.varint(value))).isEqualTo(hex);
    assertThat(read(hex).varint()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3, 00 00 00",
    "1, 3, 00 01 00",
    "47, 3, 00 2f 00",
    "255, 3, 00 ff 00",
    "256, 3, 00 00 01",
    "4096, 3, 00 00 10",
    "65535, 3, 00 ff ff",
    "65536, 3, 01 00 00",
    "70000, 3, 01 70 11",
    "8388607, 3, 7f ff ff",
    "8388608, 3, 80 00 00 80",
    "16777215, 3, 80 ff ff ff",
    "16777216, 3, 81 00 00 00",
    "1073741823, 3, bf ff ff ff",
    "1073741824, 3, c0 00 00 00 40",
    "2147483647, 3, c0 ff ff ff 7f",
    "4294967295, 3, c0 ff ff ff ff",
    "4294967296, 3, c1 00 00 00 00",
    "1099511627775, 3, e0 ff ff ff ff ff",
    "140737488355328, 3, f0 00 00 00 00 00 80",
    "36028797018963967, 3, f8 ff ff ff ff ff ff 7f",
    "36028797018963968, 3, f8 00 00 00 00 00 00 80",
    "9223372036854775807, 3, fc ff ff ff ff ff ff ff 7f",
    "-1, 3, fc ff ff ff ff ff ff ff ff",
    "-9223372036854775808, 3, fc 00 00 00 00 00 00 00 80",
    "0, 4, 00 00 00 00",
    "1, 4, 00 01 00 00",
    "255, 4, 00 ff 00 00",
    "1000, 4, 00 e8 03 00",
    "65536, 4, 00 00 00 01",
    "16777215, 4, 00 ff ff ff",
    "1700000020, 4, 65 14 f1 53",
    "1704164645, 4, 65 25 7d 93",
    "2147483647, 4, 7f ff ff ff",
    "2147483648, 4, 80 00 00 00 80",
    "4294967295, 4, 80 ff ff ff ff",
    "4294967296, 4, 81 00 00 00 00",
    "8589934592, 4, 82 00 00 00 00",
    "274877906943, 4, bf ff ff ff ff",
    "274877906944, 4, c0 00 00 00 00 40",
    "35184372088832, 4, e0 00 00 00 00 00 20",
    "9007199254740992, 4, f0 00 00 00 00 00 00 20",
    "9223372036854775807, 4, f8 ff ff ff ff ff ff ff 7f",
    "-1, 4, f8 ff ff ff ff ff ff ff ff",
    "-5, 4, f8 fb ff ff ff ff ff ff ff"
  })
  void varlong(long value, int min, String hex) throws Exception {
    assertThat(written(out -> out.varlong(value, min))).isEqualTo(hex);
    assertThat(read(hex).varlong(min)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "1, 01",
    "2, 02",
    "30, 1e",
    "35, 23",
    "100, 64",
    "126, 7e",
    "127, 7f",
    "128, 80 80",
    "129, 80 81",
    "255, 80 ff",
    "256, 81 00",
    "257, 81 01",
    "300, 81 2c",
    "4096, 90 00",
    "32766, ff fe",
    "32767, ff ff"
  })
  void vstringHeader(int length, String header) throws Exception {
    String all = written(out -> out.vstring(new byte[length]));
    assertThat(all).startsWith(header);
    assertThat(all.replace(" ", "")).hasSize(header.replace(" ", "").length() + 2 * length);
    assertThat(Pieces.input(all, 7).vstring(length)).isEqualTo(new byte[length]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0,1,2,5,258,511,512,512,767,1021,33000,33001,65768,98536,3,-1,4,-2,-101,-102,-3,-101,"
            + "2147483647,0;"
            + "01 01 01 03 fd fd 01 fe 00 00 fe 00 ff fe 00 fe fe 7c eb 01 fe 7f ff"
            + " fe 80 e8 80 01 fe 80 03 00 00 00 01 ff 01 ff 63 ff 01 ff fe 80 03 00 00 ff 62"
            + " fe ff ff ff ff fe 80 00 00 00",
        "0,1,2,5,5,260,700,40000,39999;"
            + "01 01 01 03 fe 00 00 fe 00 ff fe 01 b8 fe 80 40 9c 00 fe 80 3f 9c 00",
        "-102,-103,-105,-2,-101; ff 65 ff 01 ff 02 ff fe 80 02 00 00 ff 63"
      })
  void ndxSequence(String values, String hex) throws Exception {
    Pieces pieces = new Pieces();
    WireOutput out = new WireOutput(pieces);
    WireInput in = read(hex);
    for (String value : values.split(",", -1)) {
      out.ndx(Integer.parseInt(value));
      assertThat(in.ndx()).isEqualTo(Integer.parseInt(value));
    }
    out.flush();
    assertThat(pieces.hex()).isEqualTo(hex);
  }

  @ParameterizedTest
  @CsvSource({
    "f8 00 00 00 00 00, varint with 5 more bytes",
    "fe 00 00 00 00 00 00, varint with 6 more bytes"
  })
  void tooLongVarint(String hex, String message) {
    assertBroken(() -> read(hex).varint(), message);
  }

  @Test
  void tooLongVarlong() {
    assertBroken(() -> read("fc 00 00 00 00 00 00 00 00 00").varlong(4), "varlong with 6 more");
  }

  @Test
  void boundsOnePastTheLimit() throws Exception {
    assertThat(read("05").varint(5, "count")).isEqualTo(5);
    assertBroken(() -> read("06").varint(5, "count"), "count 6, allowed 0 to 5 at byte 1");
    assertBroken(() -> read("f0 ff ff ff ff").varint(5, "count"), "count -1");
    assertThat(read("02 61 62").vstring(2)).isEqualTo(new byte[] {'a', 'b'});
    assertBroken(() -> read("03 61 62 63").vstring(2), "string of 3 bytes, allowed 2");
    WireInput in = read("fe ff ff ff ff 01");
    assertThat(in.ndx()).isEqualTo(Integer.MAX_VALUE);
    assertBroken(in::ndx, "file index beyond 2^31");
  }

  private interface Reading {
    void run() throws RsyncException;
  }

  private static void assertBroken(Reading reading, String message) {
    assertThatThrownBy(reading::run)
        .isInstanceOf(RsyncException.class)
        .hasMessageContaining(message)
        .extracting("kind")
        .isEqualTo(RsyncException.Kind.PROTOCOL);
  }

  @Test
  void randomNumbersSurviveRandomPieces() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int[] ints = new int[2000];
    long[] longs = new long[ints.length];
    Pieces pieces = new Pieces();
    WireOutput out = new WireOutput(pieces);
    for (int i = 0; i < ints.length; i++) {
      ints[i] = random.nextInt() >> random.nextInt(32);
      longs[i] = random.nextLong() >> random.nextInt(64);
      out.varint(ints[i]).varlong(longs[i], 3 + (i & 1)).ndx(ints[i] >>> 1).int32(ints[i]);
    }
    out.flush();
    WireInput in = Pieces.input(pieces.hex(), 1 + random.nextInt(9));
    for (int i = 0; i < ints.length; i++) {
      assertThat(in.varint()).as("seed %d, %d", seed, i).isEqualTo(ints[i]);
      assertThat(in.varlong(3 + (i & 1))).as("seed %d, %d", seed, i).isEqualTo(longs[i]);
      assertThat(in.ndx()).as("seed %d, %d", seed, i).isEqualTo(ints[i] >>> 1);
      assertThat(in.int32()).as("seed %d, %d", seed, i).isEqualTo(ints[i]);
    }
    assertThat(in.ready()).isFalse();
    assertThat(in.position()).isEqualTo(out.position());
  }

  @Test
  void fullFramesGoOutByThemselves() throws Exception {
    Pieces pieces = new Pieces();
    WireOutput out = new WireOutput(pieces);
    byte[] data = new byte[WireOutput.FRAME * 2 + 5];
    new Random(1).nextBytes(data);
    out.u8(7).bytes(data);
    assertThat(pieces.sends).isEqualTo(2);
    out.flush();
    out.flush();
    assertThat(pieces.sends).isEqualTo(3);
    byte[] all = pieces.written.toByteArray();
    assertThat(all).hasSize(data.length + 1).startsWith(7);
    assertThat(Arrays.copyOfRange(all, 1, all.length)).isEqualTo(data);
  }

  @Test
  void whatIsNotReadCanBeHandedOver() throws Exception {
    WireInput in = Pieces.input("01 02 03", 3);
    in.u8();
    assertThat(in.detach()).isEqualTo(Unpooled.wrappedBuffer(new byte[] {2, 3}));
    assertThat(in.detach()).isNull();
  }
}
