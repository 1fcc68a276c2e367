package org.jsersync.protocol.sender;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsersync.protocol.PushListener;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

class PushOutcomeTest {
  @Test
  void keepsOnlyWhatWasAskedForButTellsAll() {
    List<BytePath> told = new ArrayList<>();
    PushListener listener =
        new PushListener() {
          @Override
          public void deleted(BytePath path, boolean directory) {
            told.add(path);
          }
        };
    BytePath asked = BytePath.of("asked");
    PushOutcome outcome = new PushOutcome(listener, Set.of(asked));
    for (int i = 0; i < 100; i++) {
      outcome.deleted(("other" + i).getBytes(US_ASCII), false);
    }
    outcome.deleted("asked".getBytes(US_ASCII), true);
    assertThat(told).hasSize(101);
    assertThat(outcome.deletions()).containsExactly(asked);
  }
}
