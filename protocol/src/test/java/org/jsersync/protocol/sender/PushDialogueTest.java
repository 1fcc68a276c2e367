package org.jsersync.protocol.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.Digest;
import org.jsersync.protocol.PushRequest;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.checksum.Checksums;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.flist.FakeTree;
import org.jsersync.protocol.flist.FileListEncoder;
import org.jsersync.protocol.flist.ListBuilder;
import org.jsersync.protocol.flist.ListFormat;
import org.jsersync.protocol.flist.ListOptions;
import org.jsersync.protocol.flist.NamePlan;
import org.jsersync.protocol.flist.Origin;
import org.jsersync.protocol.session.Dialect;
import org.jsersync.protocol.token.TokenWriters;
import org.junit.jupiter.api.Test;

/** The annotated session of 03-transfer, section 11.1, and what a daemon may do wrong. */
final class PushDialogueTest {
  private static final Dialect PROTOCOL_30 =
      new Dialect(30, 0x0e, Digest.MD5, false, Compression.NONE, 1);
  private static final Dialect PROTOCOL_32 =
      new Dialect(32, 0x1fe, Digest.MD5, true, Compression.NONE, 1);

  private static final PushDialogue.Manner PLAIN =
      new PushDialogue.Manner(false, false, false, false, false);
  private static final PushDialogue.Manner UNASKED =
      new PushDialogue.Manner(false, false, false, true, false);

  private static final String NO_SUMS = "00".repeat(16);

  private static final String REQUEST =
      """
      01 08 80
      0f 00 00 00  bc 02 00 00  02 00 00 00  c8 00 00 00
      25 ef 7b fb 4f b2   47 ef fd 33 c6 0f   57 ef 51 4b 18 ca   67 ef a5 62 e4 8f   89 ef 17 8d 11 47
      87 ef 45 8a 28 7c   a9 ef c7 c2 ae a4   4d ef e3 51 b0 85   4b ef e7 39 06 51   6d ef 59 64 71 f1
      6b ef 87 61 16 3a   8d ef 09 9a 22 e8   9d ef 5d b1 70 10   ad ef b1 c8 85 31   8a 44 62 ce fc cb
      """;

  @Test
  void answersARequestWithADeltaByteForByte() throws RsyncException {
    byte[] content = lines(100);
    ScriptedSession session = session(PROTOCOL_30, REQUEST + "00 00 00 00");
    PushOutcome outcome = push(session, content);
    String literal = hex(java.util.Arrays.copyOfRange(content, 4900, 5600));
    assertThat(session.heard())
        .isEqualTo(
            compact(
                """
                18 08 66 69 6c 65 2e 74 78 74 00 10 27  65 00 f1 53  a4 81 00 00 00
                01 08 80 0f 00 00 00 bc 02 00 00 02 00 00 00 c8 00 00 00
                ff ff ff ff  fe ff ff ff  fd ff ff ff  fc ff ff ff  fb ff ff ff  fa ff ff ff  f9 ff ff ff
                bc 02 00 00\
                """
                    + literal
                    + """
                    f7 ff ff ff  f6 ff ff ff  f5 ff ff ff  f4 ff ff ff  f3 ff ff ff  f2 ff ff ff  f1 ff ff ff
                    00 00 00 00
                    16 e1 0c 01 1a 56 c6 a3 05 ff 38 f1 b0 ed 8c f1
                    00 00 00
                    """));
    assertThat(outcome.clean()).isTrue();
    assertThat(outcome.stats(0, 0).literal()).isEqualTo(700);
    assertThat(outcome.stats(0, 0).matched()).isEqualTo(9300);
  }

  @Test
  void acceptsDeleteStatisticsBeforeTheLastGoodbye() throws RsyncException {
    // DONE of the list, redo, delayed; then statistics, late deletions, goodbye (01, section 8.1).
    ScriptedSession session = session(PROTOCOL_32, "00 00 00 ff 02 02 01 00 00 00 00 00");
    PushOutcome outcome = push(session, lines(100));
    assertThat(outcome.ended()).isTrue();
    assertThat(outcome.stats(0, 0).deleted().total()).isEqualTo(3);
    assertThat(session.heard()).endsWith("0000" + "0000");
  }

  @Test
  void tellsThatAFileWillNotCome() throws RsyncException {
    ScriptedSession session = session(PROTOCOL_32, "01 00 a0" + "00".repeat(16) + "00 00 00 00 00");
    FakeTree tree = FakeTree.of("file.txt");
    PushOutcome outcome = push(session, tree);
    assertThat(session.messages).containsExactly("NO_SEND 0", "IO_ERROR 1");
    assertThat(outcome.exitCode()).isEqualTo(23);
    assertThat(outcome.failed()).containsOnlyKeys(BytePath.of("file.txt"));
  }

  @Test
  void refusesAnIndexThatIsNotListed() {
    ScriptedSession session = session(PROTOCOL_32, "09 00 80");
    assertThatThrownBy(() -> push(session, lines(100)))
        .isInstanceOf(RsyncException.class)
        .hasMessageContaining("index 8, which is not listed");
  }

  @Test
  void refusesARequestAfterTheLastPhase() {
    ScriptedSession session = session(PROTOCOL_32, "00 00 01 00 80");
    assertThatThrownBy(() -> push(session, lines(100)))
        .isInstanceOf(RsyncException.class)
        .hasMessageContaining("cannot be");
  }

  @Test
  void endsInATypedErrorWhateverTheDaemonSays() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] valid = bytes(REQUEST + "00 00 00 00 00");
    for (int round = 0; round < 3_000; round++) {
      byte[] said = valid.clone();
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes; i++) {
        said[random.nextInt(said.length)] = (byte) random.nextInt(256);
      }
      byte[] cut = java.util.Arrays.copyOf(said, random.nextInt(said.length + 1));
      PushDialogue.Manner manner = random.nextBoolean() ? UNASKED : PLAIN;
      ScriptedSession session = new ScriptedSession(PROTOCOL_30, cut, random.nextBoolean());
      try {
        push(session, FakeTree.of().with("file.txt", lines(100), 1700000000), manner);
      } catch (RsyncException _) {
        // As it should.
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ", said " + hex(cut), e);
      }
    }
  }

  @Test
  void sendsASmallFileAndAllThatFollowsBeforeAnythingIsHeard() throws RsyncException {
    byte[] small = {1, 2, 3};
    FakeTree tree = FakeTree.of().with("file.txt", small, 1700000000);
    // What is said of the entry, its request and the five DONEs get no answer any more.
    ScriptedSession session =
        slow(PROTOCOL_32, "01 10 00" + REQUEST.replaceFirst("01", "fe 00 00") + "00 00 00 00 00");
    PushOutcome outcome = push(session, tree, UNASKED);
    assertThat(session.heard())
        .endsWith("010080" + NO_SUMS + "03000000010203" + "00000000" + md5(small) + "00000000");
    assertThat(outcome.clean()).isTrue();
    assertThat(outcome.stats(0, 0).transferred()).isEqualTo(1);
  }

  @Test
  void endsAlsoWhenWhatWasSentUnaskedIsNeverAskedFor() throws RsyncException {
    ScriptedSession session = slow(PROTOCOL_30, "00 00 00 00");
    PushOutcome outcome =
        push(session, FakeTree.of().with("file.txt", new byte[0], 1700000000), UNASKED);
    assertThat(session.heard()).endsWith("010080" + NO_SUMS + "00000000" + md5() + "000000");
    assertThat(outcome.clean()).isTrue();
  }

  @Test
  void answersWithADeltaWhatIsAskedForBeforeItWasSent() throws RsyncException {
    ScriptedSession plain = session(PROTOCOL_30, REQUEST + "00 00 00 00");
    push(plain, lines(100));
    ScriptedSession session = session(PROTOCOL_30, REQUEST + "00 00 00 00");
    FakeTree tree = FakeTree.of().with("file.txt", lines(100), 1700000000);
    PushOutcome outcome = push(session, tree, UNASKED);
    assertThat(session.heard()).isEqualTo(plain.heard());
    assertThat(outcome.clean()).isTrue();
  }

  @Test
  void whatIsAskedForAgainAfterAllWasSaidHasFailed() throws RsyncException {
    String again = "fe 80 00 00 00 00 80" + NO_SUMS;
    ScriptedSession session =
        slow(PROTOCOL_32, "01 00 80" + NO_SUMS + "00" + again + "00 00 00 00");
    PushOutcome outcome =
        push(session, FakeTree.of().with("file.txt", new byte[] {7}, 1700000000), UNASKED);
    assertThat(outcome.ended()).isTrue();
    assertThat(outcome.clean()).isFalse();
    assertThat(outcome.failed()).containsOnlyKeys(BytePath.of("file.txt"));
    assertThat(session.heard()).containsOnlyOnce("0100000007");
  }

  @Test
  void aLargeFileIsAskedForAndTheSmallOneBesideItSentAgainIfItMust() throws RsyncException {
    byte[] large = new byte[(int) UnaskedFiles.MOST_BYTES + 1];
    byte[] small = {7};
    FakeTree tree = FakeTree.of().with("large", large, 1700000000).with("small", small, 1700000000);
    // 0 large, 1 small. Both are asked for, then, in the next phase, the small one again.
    String redo = "fe 00 00 00 80" + NO_SUMS;
    ScriptedSession session =
        slow(
            PROTOCOL_32, "01 00 a0" + NO_SUMS + "01 00 80" + NO_SUMS + "00" + redo + "00 00 00 00");
    PushOutcome outcome = push(session, tree, UNASKED, "large", "small");
    String smallBody = NO_SUMS + "0100000007" + "00000000" + md5(small);
    String heard = session.heard();
    assertThat(heard).contains("020080" + smallBody + "fe8000000000a0" + NO_SUMS);
    assertThat(heard).endsWith(md5(large) + "00" + "010080" + smallBody + "000000");
    assertThat(outcome.clean()).isTrue();
    assertThat(outcome.stats(0, 0).transferred()).isEqualTo(3);
  }

  @Test
  void aFileThatCannotBeReadIsLeftToTheRequest() throws RsyncException {
    ScriptedSession session = slow(PROTOCOL_32, "01 00 a0" + NO_SUMS + "00 00 00 00 00");
    PushOutcome outcome = push(session, FakeTree.of("file.txt"), UNASKED);
    assertThat(session.messages).containsExactly("NO_SEND 0", "IO_ERROR 1");
    assertThat(outcome.failed()).containsOnlyKeys(BytePath.of("file.txt"));
  }

  private static ScriptedSession slow(Dialect dialect, String hex) {
    return new ScriptedSession(dialect, bytes(hex), true);
  }

  private static String md5(byte... content) {
    try {
      return hex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static PushOutcome push(ScriptedSession session, byte[] content) throws RsyncException {
    return push(session, FakeTree.of().with("file.txt", content, 1700000000));
  }

  private static PushOutcome push(ScriptedSession session, FakeTree tree) throws RsyncException {
    return push(session, tree, PLAIN, "file.txt");
  }

  private static PushOutcome push(
      ScriptedSession session, FakeTree tree, PushDialogue.Manner manner) throws RsyncException {
    return push(session, tree, manner, "file.txt");
  }

  private static PushOutcome push(
      ScriptedSession session, FakeTree tree, PushDialogue.Manner manner, String... names)
      throws RsyncException {
    List<BytePath> present = Stream.of(names).map(BytePath::of).toList();
    PushOutcome outcome = new PushOutcome(PushRequest.SILENT, Set.copyOf(present));
    NamePlan plan =
        NamePlan.of(
            new Selection.Names(present, List.of(), List.of(), List.of()),
            new Origin(tree, BytePath.ROOT));
    ListBuilder builder =
        new ListBuilder(
            plan, new ListOptions(true, false, false, ListOptions.Exclusion.NONE, null), outcome);
    ListFormat format =
        new ListFormat(
            session.dialect(),
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            0,
            false,
            false,
            ListFormat.NameSource.NONE);
    new PushDialogue(
            session,
            builder,
            new FileListEncoder(format, session.out()),
            Checksums.of(session.dialect()),
            TokenWriters.of(session.dialect(), TokenWriters.DEFAULT_LEVEL, session.out()),
            manner,
            outcome)
        .run(null);
    return outcome;
  }

  /** The 200 lines of the specification's example; one of them is in capitals. */
  private static byte[] lines(int capital) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      String line =
          String.format(Locale.ROOT, "%04d the quick brown fox jumps over the lazy dog.\n", i);
      text.append(i == capital ? line.toUpperCase(Locale.ROOT) : line);
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static ScriptedSession session(Dialect dialect, String hex) {
    return new ScriptedSession(dialect, bytes(hex));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(compact(hex));
  }

  private static String compact(String hex) {
    return hex.replaceAll("\\s", "");
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
