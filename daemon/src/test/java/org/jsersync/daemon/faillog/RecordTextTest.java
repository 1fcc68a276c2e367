package org.jsersync.daemon.faillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jsersync.daemon.mirror.PendingName;
import org.jsersync.daemon.mirror.What;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

class RecordTextTest {
  private static final Instant SINCE = Instant.parse("2026-11-27T02:43:17Z");
  private static final Owner OWNER = new Owner(BytePath.of("/data"), "me@backup::m");

  @Test
  void aRecordIsReadable() {
    byte[] name = {'d', '/', 'a', ' ', '\n', '"', '\\', (byte) 0xff, '\t', 'x'};
    PendingName pending = new PendingName(BytePath.of(name), What.GONE, SINCE, "refused: é");
    assertThat(text(OWNER, pending))
        .startsWith(
            "# 2026-11-27T02:43:17Z\tgone\t/data\tme@backup::m\td/a \\012\"\\134\\377\\011x\t"
                + "refused: é\t")
        .endsWith("\n");
    assertThat(text(OWNER, new PendingName(BytePath.ROOT, What.TREE, SINCE, "down")))
        .contains("\ttree\t/data\tme@backup::m\t.\tdown\t");
  }

  private static String text(Owner owner, PendingName name) {
    return new String(RecordText.format(owner, name), StandardCharsets.UTF_8);
  }

  @Test
  void whateverTheBytesAreTheyAreTheSameAgain() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      Owner owner = new Owner(BytePath.of("/").resolve(path(random)), "h::m/" + i);
      What what = List.of(What.values()).get(random.nextInt(What.values().length));
      PendingName name = new PendingName(path(random), what, SINCE, "why\n\u0000\t" + i);
      byte[] line = RecordText.format(owner, name);
      assertThat(new String(line, StandardCharsets.ISO_8859_1).lines())
          .as("seed %d: one line, which a shell takes for a comment", seed)
          .singleElement()
          .asString()
          .startsWith("#");
      assertThat(read(line)).as("seed %d", seed).containsExactly(new LogLine.Entry(owner, name));
    }
  }

  /** Of all bytes, of those that matter here, and of characters of all lengths. */
  private static BytePath path(Random random) {
    String special =
        "\n\t\r\\\"'$`;#\u001b\u007f\u0085\u00e4\u200e\u2028\u4e2d\ue123\ufffd\ufeff😀";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append((char) ('a' + random.nextInt(26)));
      text.append(random.nextBoolean() ? special.charAt(random.nextInt(special.length())) : "😀");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) (1 + random.nextInt(255));
    }
    BytePath path = BytePath.of(bytes);
    return path.isEmpty() || !RecordText.isInside(path) ? BytePath.of("x") : path;
  }

  private static List<LogLine> read(byte[] file) throws IOException {
    List<LogLine> lines = new ArrayList<>();
    LogReader.read(new ByteArrayInputStream(file), SINCE, lines::add);
    return lines;
  }

  @Test
  void aRecordThatIsNotAsItWasWrittenIsNone() throws IOException {
    PendingName name = new PendingName(BytePath.of("d/some name"), What.CONTENT, SINCE, "down");
    byte[] line = RecordText.format(OWNER, name);
    for (int i = 0; i < line.length - 1; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = line.clone();
        flipped[i] ^= (byte) (1 << bit);
        assertThat(read(flipped)).as("byte %d", i).noneMatch(LogLine.Entry.class::isInstance);
      }
      byte[] cut = Arrays.copyOf(line, i);
      assertThat(read(cut)).as("cut at %d", i).noneMatch(LogLine.Entry.class::isInstance);
    }
    assertThat(read(Arrays.copyOf(line, line.length - 1)))
        .as("an editor may have taken the line's end")
        .containsExactly(new LogLine.Entry(OWNER, name));
  }

  @Test
  void aPathThatLeadsOutIsNone() throws IOException {
    for (String path : List.of("../x", "a/../../x", "..", "/etc/passwd")) {
      PendingName name = new PendingName(BytePath.of(path), What.GONE, SINCE, "");
      assertThat(read(RecordText.format(OWNER, name)))
          .as(path)
          .containsExactly(new LogLine.Damaged(null));
    }
  }

  @Test
  void anEndlessLineTakesNoMemory() throws IOException {
    byte[] endless = new byte[1 << 20];
    Arrays.fill(endless, (byte) '#');
    assertThat(read(endless)).containsExactly(new LogLine.Damaged(null));
  }
}
