package org.jsersync.protocol.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jsersync.protocol.token.WireBytes.hex;

import java.util.Random;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.token.WireBytes;
import org.jsersync.protocol.wire.WireOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sum head of 03-transfer, section 3.1. */
class SumHeadTest {
  private static final String DUMP = "0f000000 bc020000 02000000 c8000000";

  @Test
  void isFourInts() throws Exception {
    SumHead head = new SumHead(15, 700, 2, 200);
    Random random = new Random(1);
    assertThat(SumHead.read(WireBytes.input(hex(DUMP)))).isEqualTo(head);
    assertThat(SumHead.read(WireBytes.splitInput(hex(DUMP), random))).isEqualTo(head);
    assertThat(hex(DUMP)).hasSize(SumHead.BYTES);

    WireBytes wire = new WireBytes();
    WireOutput out = new WireOutput(wire);
    head.write(out);
    out.flush();
    assertThat(wire.take()).isEqualTo(hex(DUMP));
  }

  @Test
  void knowsWhereBlocksAre() {
    SumHead head = new SumHead(15, 700, 2, 200);
    assertThat(head.basisLength()).isEqualTo(10_000);
    assertThat(head.start(14)).isEqualTo(9800);
    assertThat(head.length(13)).isEqualTo(700);
    assertThat(head.length(14)).isEqualTo(200);
    assertThat(new SumHead(1000, 1000, 2, 0).basisLength()).isEqualTo(1_000_000);
    assertThat(new SumHead(1000, 1000, 2, 0).length(999)).isEqualTo(1000);
    assertThat(new SumHead(7_629_395, 131_072, 5, 69_632).basisLength())
        .isEqualTo(1_000_000_000_000L);
    assertThat(SumHead.EMPTY.basisLength()).isZero();
    assertThat(new SumHead(0, 700, 2, 100).basisLength()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "2147483647, 131072, 16, 131072",
    "1, 1, 0, 0",
    "0, 0, 0, 0",
    "0, 131072, 16, 131072",
  })
  void takesWhatIsWithinTheLimits(int count, int block, int strong, int remainder)
      throws Exception {
    assertThat(read(count, block, strong, remainder))
        .isEqualTo(new SumHead(count, block, strong, remainder));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 131073, 16, 0, block length 131073",
    "-1, 700, 2, 0, block count -1",
    "1, 0, 2, 0, block length 0",
    "0, -1, 2, 0, block length -1",
    "1, 700, 17, 0, strong sum length 17",
    "1, 700, -1, 0, strong sum length -1",
    "1, 700, 2, 701, remainder 701",
    "1, 700, 2, -1, remainder -1",
  })
  void refusesWhatIsOneBeyond(int count, int block, int strong, int remainder, String what) {
    assertThatThrownBy(() -> read(count, block, strong, remainder))
        .isInstanceOfSatisfying(
            RsyncException.class, e -> assertThat(e.kind()).isEqualTo(RsyncException.Kind.PROTOCOL))
        .hasMessageContaining(what);
  }

  private static SumHead read(int count, int block, int strong, int remainder)
      throws RsyncException {
    WireBytes wire = new WireBytes();
    WireOutput out = new WireOutput(wire);
    new SumHead(count, block, strong, remainder).write(out);
    out.flush();
    return SumHead.read(WireBytes.input(wire.take()));
  }
}
