package org.jsersync.daemon.cli.rsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jsersync.protocol.PushListener;
import org.jsersync.protocol.PushListener.Item;
import org.jsersync.protocol.PushListener.Level;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.PushStats;
import org.jsersync.protocol.PushStats.Kinds;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 04-options, section 5: what rsync 3.5.0 prints for the same events. */
class OutputTest {
  private static final int DIR = 0040755;
  private static final int FILE = 0100644;
  private static final int LINK = 0120777;
  private static final int FIFO = 0010644;
  private static final int NEW = Item.IS_NEW;
  private static final int SENT = Item.TRANSFER;
  private static final int LOCAL = Item.LOCAL_CHANGE;

  private static void firstPush(PushListener listener) {
    listener.greetingText(bytes("Welcome"));
    listener.greetingText(bytes(""));
    listener.connected(32, "xxh128", "none");
    listener.message(Level.INFO, "created directory t");
    listener.item(item("", DIR, NEW | LOCAL, ""));
    listener.item(item("a.txt", FILE, NEW | SENT, ""));
    listener.item(item("ff", FIFO, NEW | LOCAL, ""));
    listener.item(item("lnk", LINK, NEW | LOCAL, "a.txt"));
    listener.item(item("sub", DIR, NEW | LOCAL, ""));
    listener.item(item("sub/hard", FILE, NEW | LOCAL | Item.XNAME_FOLLOWS, "a.txt"));
    listener.deleted(BytePath.of("extrad"), true);
    listener.deleted(BytePath.of("extra"), false);
  }

  @Test
  void namesWithV() {
    JrsyncRun run =
        new JrsyncRun().hearing(OutputTest::firstPush).ending(ok()).run("-rlv", "s", "h::m");
    assertThat(run.out())
        .isEqualTo(
            """
            Welcome

            sending incremental file list
            created directory t
            ./
            a.txt
            ff
            lnk -> a.txt
            sub/
            sub/hard => a.txt
            deleting extrad/
            deleting extra

            sent 1,235,503 bytes  received 155 bytes  2,471,316.00 bytes/sec
            total size is 1,234,604  speedup is 1.00
            """);
    assertThat(run.exitCode).isZero();
  }

  @Test
  void itemsWithI() {
    JrsyncRun run =
        new JrsyncRun().hearing(OutputTest::firstPush).run("-aiH", "--no-motd", "s", "h::m");
    assertThat(run.out())
        .isEqualTo(
            """
            created directory t
            cd+++++++++ ./
            <f+++++++++ a.txt
            cS+++++++++ ff
            cL+++++++++ lnk -> a.txt
            cd+++++++++ sub/
            hf+++++++++ sub/hard => a.txt
            *deleting   extrad/
            *deleting   extra
            """);
  }

  @Test
  void quietPrintsNothing() {
    assertThat(new JrsyncRun().hearing(OutputTest::firstPush).run("-aviq", "s", "h::m").out())
        .isEmpty();
  }

  @Test
  void withoutAnOptionOnlyTheGreetingAndTheDaemonsWords() {
    assertThat(new JrsyncRun().hearing(OutputTest::firstPush).run("-a", "s", "h::m").out())
        .isEqualTo("Welcome\n\ncreated directory t\n");
  }

  @Test
  void attributesAloneAreNamedOnlyForDirectories() {
    JrsyncRun run =
        new JrsyncRun()
            .hearing(
                listener -> {
                  listener.item(item("f", FILE, Item.REPORT_PERMS, ""));
                  listener.item(item("l", LINK, Item.REPORT_TIME, "x"));
                  listener.item(item("d", DIR, Item.REPORT_TIME, ""));
                })
            .run("-av", "s", "h::m");
    assertThat(run.out()).startsWith("d/\n\nsent ");
  }

  @Test
  void twiceIShowsWhatDidNotChange() {
    JrsyncRun run =
        new JrsyncRun()
            .hearing(
                listener -> {
                  listener.item(item("", DIR, 0, ""));
                  listener.item(item("l", LINK, 0, "x"));
                  listener.item(item("f", FILE, Item.REPORT_PERMS, ""));
                })
            .run("-aii", "s", "h::m");
    assertThat(run.out()).isEqualTo(".d          ./\n.L          l -> x\n.f...p..... f\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0100644, 0x0010, .f...p.....",
    "0100644, 0x8008, <f..t......",
    "0120777, 0x400a, cLc.t......",
    "0040755, 0x0008, .d..t......",
    "0100644, 0x800c, <f.st......",
    "0100644, 0x0060, .f....og...",
    "0100644, 0x8002, <fc........",
    "0100644, 0x0001, .f......u..",
    "0060644, 0x6000, cD+++++++++",
    "0120777, 0x000c, .L..T......",
  })
  void itemStrings(String mode, String flags, String expected) {
    Item item = item("x", Integer.parseInt(mode, 8), Integer.decode(flags), "");
    assertThat(ItemText.of(item, true)).isEqualTo(expected);
  }

  @Test
  void withoutTimesTheTimeOfTransferIsSet() {
    assertThat(ItemText.of(item("x", FILE, 0x800c, ""), false)).isEqualTo("<f.sT......");
  }

  @Test
  void theStatsBlock() {
    JrsyncRun run = new JrsyncRun().ending(ok()).run("-a", "--stats", "s", "h::m");
    assertThat(run.out())
        .isEqualTo(
            """

            Number of files: 12 (reg: 6, dir: 4, link: 1, special: 1)
            Number of created files: 12 (reg: 6, dir: 4, link: 1, special: 1)
            Number of deleted files: 0
            Number of regular files transferred: 6
            Total file size: 1,234,604 bytes
            Total transferred file size: 1,234,597 bytes
            Literal data: 1,234,597 bytes
            Matched data: 0 bytes
            File list size: 0
            File list generation time: 0.001 seconds
            File list transfer time: 0.000 seconds
            Total bytes sent: 1,235,503
            Total bytes received: 155

            sent 1,235,503 bytes  received 155 bytes  2,471,316.00 bytes/sec
            total size is 1,234,604  speedup is 1.00
            """);
  }

  @Test
  void aDryRunSaysSoAtTheEnd() {
    JrsyncRun run = new JrsyncRun().ending(ok()).lasting(2).run("-rvnh", "s", "h::m");
    assertThat(run.out())
        .endsWith(
            """
            sent 1.24M bytes  received 155 bytes  494.26K bytes/sec
            total size is 1.23M  speedup is 1.00 (DRY RUN)
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1234567, 1234567", "1, 1234567, '1,234,567'", "1, 999, 999", "2, 999, 999",
    "2, 1000, 1.00K", "2, 999990, 999.99K", "2, 999999, 1000.00K", "2, 1000000, 1.00M",
    "3, 1023, '1,023'", "3, 1024, 1.00K", "3, 1048575, 1024.00K"
  })
  void numbers(int level, long number, String expected) {
    assertThat(new Numbers(level).of(number)).isEqualTo(expected);
  }

  @Test
  void namesAreEscapedUnlessAskedNotTo() {
    byte[] name = {'a', '\n', (byte) 0xff, '\\', '#', '1', '2', '3', (byte) 0xc3, (byte) 0xa4};
    JrsyncRun escaped = new JrsyncRun().hearing(l -> l.item(file(name))).run("-ri", "s", "h::m");
    assertThat(escaped.out()).isEqualTo("<f+++++++++ a\\#012\\#377\\#134#123ä\n");
    JrsyncRun raw = new JrsyncRun().hearing(l -> l.item(file(name))).run("-ri8", "s", "h::m");
    assertThat(new String(raw.rawOut(), StandardCharsets.ISO_8859_1))
        .isEqualTo("<f+++++++++ a\\#012\u00ff\\#134#123\u00c3\u00a4\n");
  }

  @Test
  void errorsGoToStandardErrorAndTheCodeStandsInTheLastLine() {
    JrsyncRun run =
        new JrsyncRun()
            .hearing(l -> l.message(Level.WARNING, "file has vanished: \"/x\""))
            .ending(JrsyncRun.report(24, null, JrsyncRun.NO_STATS))
            .run("-a", "s", "h::m");
    assertThat(run.exitCode).isEqualTo(24);
    assertThat(run.err())
        .isEqualTo(
            "file has vanished: \"/x\"\n"
                + "rsync warning: some files vanished before they could be transferred (code 24)"
                + " at jrsync(0) [client=0.1.0]\n");
  }

  @Test
  void aSessionThatFailsPrintsItsReasonAndNoSummary() {
    RsyncException failure =
        new RsyncException(RsyncException.Kind.REFUSED, "@ERROR: Unknown module 'm'");
    JrsyncRun run =
        new JrsyncRun()
            .ending(JrsyncRun.report(5, failure, JrsyncRun.NO_STATS))
            .run("-av", "s", "h::m");
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode).isEqualTo(5);
    assertThat(run.err())
        .isEqualTo(
            "@ERROR: Unknown module 'm'\n"
                + "rsync error: error starting client-server protocol (code 5)"
                + " at jrsync(0) [client=0.1.0]\n");
  }

  @Test
  void usageErrorsComeBeforeAnythingElse() {
    JrsyncRun run = new JrsyncRun().run("-a", "--nosuch", "s", "h::m");
    assertThat(run.exitCode).isEqualTo(1);
    assertThat(run.places).isNull();
    assertThat(run.err())
        .isEqualTo(
            """
            jrsync: --nosuch: unknown option
            rsync error: syntax or usage error (code 1) at jrsync(0) [client=0.1.0]
            """);
  }

  @Test
  void helpAndVersion() {
    assertThat(new JrsyncRun().run("-h").out()).contains("--recursive, -r").contains("--acls, -A");
    assertThat(new JrsyncRun().run("-av", "--help").out()).startsWith("jrsync pushes");
    assertThat(new JrsyncRun().run("--version").out())
        .startsWith("jrsync  version 0.1.0  protocol");
    assertThat(new JrsyncRun().run().exitCode).isEqualTo(1);
    assertThat(new JrsyncRun().run().err()).contains("Usage: jrsync");
  }

  @Test
  void theModuleListIsPrintedAsItComes() {
    JrsyncRun run =
        new JrsyncRun()
            .hearing(l -> l.greetingText(bytes("data           \tthe data")))
            .run("--port=7", "h::");
    assertThat(run.out()).isEqualTo("data           \tthe data\n");
    assertThat(run.listed).hasToString("h:7");
  }

  private static PushReport ok() {
    Kinds twelve = new Kinds(6, 4, 1, 0, 1);
    return JrsyncRun.report(
        0,
        null,
        new PushStats(
            twelve, twelve, Kinds.NONE, 6, 1234604, 1234597, 1234597, 0, 0, 1, 1235503, 155));
  }

  private static Item file(byte[] name) {
    return new Item(BytePath.of(name), FILE, 0, NEW | SENT, new byte[0]);
  }

  private static Item item(String path, int mode, int flags, String link) {
    return new Item(BytePath.of(path), mode, 1, flags, bytes(link));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
