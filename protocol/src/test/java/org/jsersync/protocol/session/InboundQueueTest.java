package org.jsersync.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InboundQueueTest {
  private static final int PIECE = 1 << 20;

  private final AtomicInteger resumed = new AtomicInteger();
  private final InboundQueue queue = new InboundQueue(resumed::incrementAndGet);

  private void add(int pieces) {
    for (int i = 0; i < pieces; i++) {
      queue.add(new Inbound.Data(Unpooled.wrappedBuffer(new byte[PIECE])));
    }
  }

  @Test
  void readingStopsAtTheHighMarkAndGoesOnAtTheLow() {
    add(InboundQueue.HIGH / PIECE - 1);
    assertThat(queue.pauseIfFull()).isFalse();
    add(1);
    assertThat(queue.pauseIfFull()).isTrue();
    for (int left = InboundQueue.HIGH / PIECE; left > InboundQueue.LOW / PIECE; left--) {
      assertThat(resumed).hasValue(0);
      assertThat(queue.pauseIfFull()).isTrue();
      queue.poll();
    }
    queue.poll();
    assertThat(resumed).hasValue(1);
    assertThat(queue.pauseIfFull()).isFalse();
  }

  @Test
  void aWaitingWriterRaisesTheMark() {
    add(InboundQueue.HIGH / PIECE);
    assertThat(queue.pauseIfFull()).isTrue();
    queue.writing(true);
    assertThat(resumed).hasValue(1);
    assertThat(queue.pauseIfFull()).isFalse();
    add((InboundQueue.HIGH_WHILE_WRITING - InboundQueue.HIGH) / PIECE);
    assertThat(queue.pauseIfFull()).isTrue();
  }

  @Test
  void manyTinyItemsAreFullToo() {
    int items = 0;
    while (!queue.pauseIfFull()) {
      queue.add(new Inbound.Message(MessageCode.NOOP, new byte[0]));
      items++;
    }
    assertThat(items).isLessThanOrEqualTo(InboundQueue.HIGH / 256);
  }

  @Test
  void theEndComesLastAndStays() throws Exception {
    add(1);
    queue.end(null);
    assertThat(queue.take(0)).isInstanceOf(Inbound.Data.class);
    assertThat(queue.take(0)).isEqualTo(new Inbound.End(null));
    assertThat(queue.poll()).isEqualTo(new Inbound.End(null));
    assertThat(queue.awaitEnd(0, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void discardingFreesWhatIsThereAndWhatComes() {
    ByteBuf first = Unpooled.buffer(1);
    ByteBuf second = Unpooled.buffer(1);
    queue.add(new Inbound.Data(first));
    queue.discard(null);
    queue.add(new Inbound.Data(second));
    assertThat(first.refCnt()).isZero();
    assertThat(second.refCnt()).isZero();
    assertThat(queue.poll()).isNull();
  }

  @Test
  void nothingInTime() throws Exception {
    assertThat(queue.take(1)).isNull();
    assertThat(queue.awaitEnd(1, TimeUnit.NANOSECONDS)).isFalse();
  }
}
