package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jsersync.daemon.mirror.Refusals.Option;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

/** What a mirror does without, for how long, and what is said of it. */
class RefusalsTest {
  private static final RsyncTarget TARGET =
      new RsyncTarget("backup", 873, null, "data", BytePath.ROOT);

  private final List<String> said = new ArrayList<>();
  private long now;
  private final Refusals refusals =
      new Refusals(TARGET, new Said(), Duration.ofMinutes(5), () -> now);

  @Test
  void anOptionThatIsRefusedIsDoneWithoutForAWhile() {
    assertThat(refusals.now()).isEmpty();
    assertThat(refusals.learn(refused("delete"), Set.of())).isTrue();
    assertThat(refusals.now()).containsExactly(Option.DELETE);
    now += Duration.ofMinutes(5).toNanos();
    assertThat(refusals.now()).isEmpty();
  }

  @Test
  void everyKindOfDeletionIsOne() {
    assertThat(refusals.learn(refused("delete-during"), Set.of())).isTrue();
    assertThat(refusals.now()).containsExactly(Option.DELETE);
  }

  @Test
  void whatCannotBeDoneWithoutIsLeftToTheOperator() {
    assertThat(refusals.learn(refused("checksum"), Set.of())).isFalse();
    RsyncException other = new RsyncException(RsyncException.Kind.UNSUPPORTED, "hook failed");
    assertThat(refusals.learn(other, Set.of())).isFalse();
    assertThat(refusals.learn(refused("delete"), EnumSet.of(Option.DELETE)))
        .as("refused although it was not asked for")
        .isFalse();
  }

  @Test
  void allThatIsRefusedIsSaidOnceInOneLine() {
    refusals.learn(refused("delete"), Set.of());
    refusals.learn(refused("remove-source-files"), Set.of());
    refusals.accepted(Set.of());
    refusals.accepted(Set.of());
    assertThat(said).hasSize(1);
    assertThat(said.getFirst())
        .startsWith("refuses --delete and --remove-source-files: without --delete")
        .endsWith(
            "allow delete and remove-source-files in \"refuse options\" of the server's"
                + " rsyncd.conf; tried again every 5 min");
  }

  @Test
  void whatIsRefusedOnceMoreIsNoNews() {
    refusals.learn(refused("delete"), Set.of());
    refusals.accepted(EnumSet.of(Option.ACKNOWLEDGE));
    now += Duration.ofMinutes(6).toNanos();
    refusals.learn(refused("delete"), Set.of());
    assertThat(refusals.accepted(EnumSet.of(Option.ACKNOWLEDGE))).isEmpty();
    assertThat(said).hasSize(1);
  }

  @Test
  void whatIsTakenAgainIsSaidAndIsNewsWhenItIsRefusedAgain() {
    refusals.learn(refused("delete"), Set.of());
    refusals.accepted(Set.of());
    assertThat(refusals.accepted(EnumSet.of(Option.DELETE))).containsExactly(Option.DELETE);
    assertThat(refusals.now()).isEmpty();
    assertThat(said).hasSize(2).last().isEqualTo("takes --delete again");
    refusals.learn(refused("delete"), Set.of());
    refusals.accepted(Set.of());
    assertThat(said).hasSize(3);
  }

  private static RsyncException refused(String option) {
    return RsyncException.refusing(option, "configured to refuse --" + option, null);
  }

  private final class Said implements MirrorListener {
    @Override
    public void refuses(RsyncTarget remote, String options, String meaning, String remedy) {
      said.add("refuses " + options + ": " + meaning + "; " + remedy);
    }

    @Override
    public void takesAgain(RsyncTarget remote, String options) {
      said.add("takes " + options + " again");
    }
  }
}
