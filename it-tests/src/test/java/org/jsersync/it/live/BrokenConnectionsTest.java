package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsersync.it.parts.CutBeforeContents;
import org.jsersync.it.parts.CutLink;
import org.jsersync.it.parts.Relay;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.LiveMirror;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that end at the worst moments: the trees are equal all the same. */
class BrokenConnectionsTest {
  private static final int ROUNDS = 12;

  /** Of ten connections; the delay doubles with each that is cut in a row. */
  private static final int CUT = 6;

  /** Greeting, lists, contents: a round's sessions are about as long. */
  private static final int LONGEST = 20_000;

  private final Path source = Scratch.create("source");

  @AfterEach
  void close() {
    Scratch.delete(source);
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatGoesBetweenListAndContents(RsyncVersion version) {
    CutBeforeContents cut = new CutBeforeContents(3);
    try (RsyncDaemon daemon = RsyncDaemon.start(version);
        Relay relay = Relay.start(daemon, () -> cut);
        LiveMirror mirror = LiveMirror.start(source, relay)) {
      mirror.change("mkdir d; for i in $(seq 20); do seq $i 1000 > d/$i; done; ln d/1 d/link");
      mirror.awaitMirrored(relay, "data");
      mirror.change("rm d/2; mv d/3 d/moved; seq 9 > d/1");
      mirror.awaitMirrored(relay, "data");
      assertThat(cut.left()).as("connections that were not cut").isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void cutsAnywhereAgainAndAgain(RsyncVersion version) {
    long seed = Long.getLong("jsersync.seed", new Random().nextLong());
    Random random = new Random(seed);
    List<CutLink> links = new CopyOnWriteArrayList<>();
    try (RsyncDaemon daemon = RsyncDaemon.start(version);
        Relay relay = Relay.start(daemon, () -> link(random, links));
        LiveMirror mirror = LiveMirror.start(source, relay)) {
      for (int round = 0; round < ROUNDS; round++) {
        mirror.change(
            """
            rm -rf d%2$d/sub; mkdir -p d%1$d/sub; [ ! -e d%2$d/b ] || mv d%2$d/b d%1$d/from
            for i in a b sub/c; do head -c %3$d /dev/urandom > d%1$d/$i; done
            ln -sfn target%1$d link; ln d%1$d/a d%1$d/hard; chmod 600 d%1$d/b
            """
                .formatted(round, Math.max(0, round - 1), random.nextInt(8_000)));
        mirror.awaitMirrored(relay, "data");
      }
      assertThat(links).as("connections that were cut").hasSizeGreaterThan(ROUNDS / 2);
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + "\n" + e.getMessage() + "\n" + links, e);
    }
  }

  private static synchronized CutLink link(Random random, List<CutLink> cut) {
    if (random.nextInt(10) >= CUT) {
      return CutLink.never();
    }
    long bytes = random.nextInt(LONGEST);
    // The daemon says less.
    CutLink link =
        random.nextBoolean() ? CutLink.afterClient(bytes) : CutLink.afterDaemon(bytes / 20);
    cut.add(link);
    return link;
  }
}
