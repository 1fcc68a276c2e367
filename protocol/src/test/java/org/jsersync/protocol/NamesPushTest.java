package org.jsersync.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a batch of names asks of the daemon. */
class NamesPushTest {
  private static final Selection.Names NOTHING =
      new Selection.Names(List.of(), List.of(), List.of(), List.of());

  private static PushOptions batch(PushFlag... flags) {
    PushOptions asked =
        PushOptions.archive().toBuilder()
            .set(PushFlag.IGNORE_TIMES, PushFlag.UNASKED)
            .set(flags)
            .build();
    return NamesPush.options(asked, NOTHING);
  }

  @Test
  void filesAreAcknowledgedUnlessThatWouldNotSayThatTheirAttributesAreRight() {
    assertThat(batch().has(PushFlag.ACKNOWLEDGE)).isTrue();
    assertThat(batch(PushFlag.NO_ACKNOWLEDGE).has(PushFlag.ACKNOWLEDGE)).isFalse();
    assertThat(batch(PushFlag.ACLS).has(PushFlag.ACKNOWLEDGE)).isFalse();
    assertThat(batch(PushFlag.XATTRS).has(PushFlag.ACKNOWLEDGE)).isFalse();
    assertThat(NamesPush.acknowledges(batch(PushFlag.ACLS))).isFalse();
    assertThat(NamesPush.acknowledges(batch(PushFlag.XATTRS))).isFalse();
  }

  @Test
  void contentsGoUnaskedUnlessAttributesAreAskedFor() {
    assertThat(NamesPush.sendsUnasked(batch())).isTrue();
    assertThat(NamesPush.sendsUnasked(batch(PushFlag.ACLS))).isTrue();
    assertThat(NamesPush.sendsUnasked(batch(PushFlag.XATTRS))).isFalse();
  }
}
