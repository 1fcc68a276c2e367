package org.jsersync.protocol.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.Digest;
import org.jsersync.protocol.PushRequest;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.checksum.Checksums;
import org.jsersync.protocol.checksum.FileHasher;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.ModeChanges;
import org.jsersync.protocol.flist.AttributeReader;
import org.jsersync.protocol.flist.FakeTree;
import org.jsersync.protocol.flist.FileListEncoder;
import org.jsersync.protocol.flist.ListBuilder;
import org.jsersync.protocol.flist.ListFormat;
import org.jsersync.protocol.flist.ListOptions;
import org.jsersync.protocol.flist.MountPoints;
import org.jsersync.protocol.flist.NamePlan;
import org.jsersync.protocol.flist.Origin;
import org.jsersync.protocol.session.Dialect;
import org.jsersync.protocol.token.TokenWriters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long values of extended attributes, asked for and sent (03-transfer, section 2.5). */
final class XattrAnswersTest {
  private static final Dialect DIALECT =
      new Dialect(32, 0x1fe, Digest.MD5, true, Compression.NONE, 1);

  private static final byte[] LONG = repeated('x', 100);
  private static final byte[] OTHER = repeated('y', 40);
  private static final String NO_SUMS = "00".repeat(16);
  private static final String GOODBYE = "0000000000";

  private static byte[] repeated(char c, int count) {
    return String.valueOf(c).repeat(count).getBytes(StandardCharsets.US_ASCII);
  }

  private static FakeTree file(byte[]... values) {
    return FakeTree.of()
        .with("f", new byte[0], 1700000000)
        .xattr("f", "user.long", values)
        .xattr("f", "user.alpha", repeated('a', 5))
        .xattr("f", "user.zz", OTHER);
  }

  @Test
  void aNewFileComesWithTheValuesThatWereListedByTheirDigests() throws RsyncException {
    // The captured request: numbers 2 and 3, no sums.
    ScriptedSession session = session("01 00a1 020100" + NO_SUMS + GOODBYE);
    PushOutcome outcome = push(session, file(LONG));
    assertThat(session.heard())
        .contains("0100a1" + "0264" + hex(LONG) + "0128" + hex(OTHER) + "00" + NO_SUMS);
    assertThat(outcome.clean()).isTrue();
    assertThat(outcome.changing()).isEmpty();
  }

  @Test
  void aValueThatChangedAloneIsAnsweredWithoutContent() throws RsyncException {
    ScriptedSession session = session("01 0001 0200" + GOODBYE);
    PushOutcome outcome = push(session, file(LONG));
    assertThat(session.heard()).endsWith("010001" + "0264" + hex(LONG) + "00" + "00000000");
    assertThat(outcome.clean()).isTrue();
  }

  @Test
  void whereNothingIsAskedForTheAnswerIsEmpty() throws RsyncException {
    ScriptedSession session = session("01 0001 00" + "fe0000 0800" + GOODBYE);
    push(session, file(LONG));
    assertThat(session.heard()).endsWith("010001" + "00" + "fe00000800" + "00000000");
  }

  @Test
  void aLinkedNameIsAskedAboutUnlessTheDaemonSkipsThat() throws RsyncException {
    ScriptedSession session = session("01 0151 0166 0200" + GOODBYE);
    push(session, file(LONG));
    assertThat(session.heard()).contains("010151" + "0166" + "0264" + hex(LONG) + "00");
    Dialect skipping = new Dialect(31, 0x2e, Digest.MD5, false, Compression.NONE, 1);
    session = new ScriptedSession(skipping, bytes("01 0151 0166" + GOODBYE));
    push(session, file(LONG));
    assertThat(session.heard()).endsWith("010151" + "0166" + "00000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"04", "0202", "020101", "f0ffffff7f", "f0ffffffff", "01f0ffffff7f"})
  void aNumberThatTheSetHasNotIsATypedError(String request) {
    ScriptedSession session = session("01 0001" + request + "00" + GOODBYE);
    assertThatThrownBy(() -> push(session, file(LONG)))
        .isInstanceOfSatisfying(
            RsyncException.class, e -> assertThat(e.kind()).isEqualTo(RsyncException.Kind.PROTOCOL))
        .hasMessageContaining("extended attribute ")
        .hasMessageContaining("asked for, of 3");
  }

  @Test
  void anEntryWithoutAttributesCannotBeAskedForAny() {
    ScriptedSession session = session("01 0001 0100" + GOODBYE);
    assertThatThrownBy(() -> push(session, FakeTree.of().with("f", new byte[0], 1700000000)))
        .hasMessageContaining("extended attribute 1 asked for, of 0");
  }

  @Test
  void aValueThatIsAnotherByNowIsSentAndTheFileCountsAsChanging() throws RsyncException {
    ScriptedSession session = session("01 0001 0200" + GOODBYE);
    PushOutcome outcome = push(session, file(LONG, OTHER));
    assertThat(session.heard()).contains("010001" + "0228" + hex(OTHER) + "00");
    assertThat(outcome.changing()).containsExactly(BytePath.of("f"));
    assertThat(outcome.failed()).isEmpty();
  }

  @Test
  void aValueThatIsGoneOrCannotBeReadIsEmptyAndTheFileHasFailed() throws RsyncException {
    for (byte[] now : List.of(FakeTree.gone(), FakeTree.refused())) {
      ScriptedSession session = session("01 0001 0200" + GOODBYE);
      PushOutcome outcome = push(session, file(LONG, now));
      assertThat(session.heard()).contains("010001" + "020000");
      assertThat(outcome.failed().get(BytePath.of("f"))).contains("user.long");
      assertThat(outcome.changing()).containsExactly(BytePath.of("f"));
      assertThat(outcome.exitCode()).isEqualTo(23);
      assertThat(session.messages).contains("IO_ERROR 1");
    }
  }

  @Test
  void whoSharesASetGetsWhatWasListedAsLongAsOneHasIt() throws RsyncException {
    ScriptedSession session = session("01 0001 0100 01 0001 00" + GOODBYE);
    FakeTree tree =
        FakeTree.of()
            .with("f", new byte[0], 1700000000)
            .with("g", new byte[0], 1700000000)
            .xattr("f", "user.long", LONG, OTHER)
            .xattr("g", "user.long", LONG);
    PushOutcome outcome = push(session, tree, "f", "g");
    assertThat(session.heard()).contains("010001" + "0164" + hex(LONG) + "00" + "010001" + "00");
    assertThat(outcome.changing()).containsExactly(BytePath.of("f"));
  }

  @Test
  void whereNoneHasItAnyMoreAllThatShareItCountAsChanging() throws RsyncException {
    ScriptedSession session = session("01 0001 0100" + GOODBYE);
    FakeTree tree =
        FakeTree.of()
            .with("f", new byte[0], 1700000000)
            .with("g", new byte[0], 1700000000)
            .with("h", new byte[0], 1700000000)
            .xattr("f", "user.long", LONG, OTHER)
            .xattr("g", "user.long", LONG, FakeTree.gone())
            .xattr("h", "user.other", LONG);
    PushOutcome outcome = push(session, tree, "f", "g", "h");
    assertThat(session.heard()).contains("010001" + "0128" + hex(OTHER) + "00");
    assertThat(outcome.changing()).containsExactlyInAnyOrder(BytePath.of("f"), BytePath.of("g"));
  }

  @Test
  void aFileWhoseAttributesCannotBeReadIsNotListed() throws RsyncException {
    ScriptedSession session = session(GOODBYE);
    PushOutcome outcome = push(session, file(FakeTree.refused()));
    assertThat(outcome.failed().get(BytePath.of("f")))
        .isEqualTo(
            "get_xattr_data: lgetxattr(\"/source/f\",\"user.long\",0) failed: Permission denied"
                + " (13)");
    assertThat(outcome.stats(0, 0).files().total()).isZero();
    assertThat(outcome.exitCode()).isEqualTo(23);
  }

  @Test
  void whateverTheDaemonAsksForItGetsAnswersOrATypedError() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] valid = bytes("01 00a1 020100" + NO_SUMS + "fe0000 0001 0200" + GOODBYE);
    int whole = 0;
    for (int round = 0; round < 5_000; round++) {
      byte[] said = valid.clone();
      for (int i = random.nextInt(3); i > 0; i--) {
        said[random.nextInt(said.length)] = (byte) random.nextInt(random.nextBoolean() ? 256 : 4);
      }
      byte[] cut = Arrays.copyOf(said, said.length - random.nextInt(4) * random.nextInt(8));
      try {
        push(new ScriptedSession(DIALECT, cut, random.nextBoolean()), file(LONG));
        whole++;
      } catch (RsyncException _) {
        // As it should.
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ", said " + hex(cut), e);
      }
    }
    assertThat(whole).as("seed %d", seed).isPositive();
  }

  private static ScriptedSession session(String hex) {
    return new ScriptedSession(DIALECT, bytes(hex));
  }

  private static PushOutcome push(ScriptedSession session, FakeTree tree) throws RsyncException {
    return push(session, tree, "f");
  }

  private static PushOutcome push(ScriptedSession session, FakeTree tree, String... names)
      throws RsyncException {
    Dialect dialect = session.dialect();
    List<BytePath> present = Stream.of(names).map(BytePath::of).toList();
    PushOutcome outcome = new PushOutcome(PushRequest.SILENT, Set.copyOf(present));
    FileHasher md5 = Checksums.of(dialect, Digest.MD5).newFileHasher();
    ListOptions options =
        new ListOptions(
            true,
            false,
            false,
            ListOptions.Exclusion.NONE,
            null,
            ModeChanges.NONE,
            MountPoints.ENTERED,
            new AttributeReader(false, _ -> true, md5));
    ListBuilder builder =
        new ListBuilder(
            NamePlan.of(
                new Selection.Names(present, List.of(), List.of(), List.of()),
                new Origin(tree, BytePath.ROOT)),
            options,
            outcome);
    ListFormat format =
        new ListFormat(
            dialect,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            0,
            false,
            true,
            ListFormat.NameSource.NONE);
    new PushDialogue(
            session,
            builder,
            new FileListEncoder(format, session.out()),
            Checksums.of(dialect),
            TokenWriters.of(dialect, TokenWriters.DEFAULT_LEVEL, session.out()),
            new PushDialogue.Manner(false, false, false, false, true),
            outcome)
        .run(null);
    return outcome;
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
