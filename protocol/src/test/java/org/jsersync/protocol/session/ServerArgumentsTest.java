package org.jsersync.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jsersync.protocol.BasisDir;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.DeleteMode;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

/** 04-options, sections 2.2, 2.3 and 3.3; 01-session, section 3. The module is always "mod". */
class ServerArgumentsTest {
  private static final PushOptions ARCHIVE = PushOptions.archive();

  @Test
  void archiveToAModule() throws RsyncException {
    assertThat(vector(ARCHIVE, to(""))).isEqualTo("--server -logDtpre.iLsfxCIvu . mod/");
  }

  @Test
  void theMainUseCase() throws RsyncException {
    PushOptions options =
        ARCHIVE.toBuilder()
            .set(PushFlag.VERBOSE, PushFlag.RELATIVE)
            .compression(Compression.AUTO)
            .delete(DeleteMode.DEFAULT)
            .timeoutSeconds(100)
            .build();
    assertThat(vector(options, to("")))
        .isEqualTo("--server -vlogDtprRze.iLsfxCIvu --timeout=100 --delete . mod/");
  }

  @Test
  void theArgumentsThatServeEveryChange() throws RsyncException {
    PushOptions options =
        ARCHIVE.toBuilder()
            .set(PushFlag.HARD_LINKS, PushFlag.ACKNOWLEDGE, PushFlag.NUMERIC_IDS)
            .delete(DeleteMode.DEFAULT)
            .build();
    assertThat(text(new ServerArguments(options, to("a/b")).forProtocol(31, false)))
        .isEqualTo(
            "--server -lHogDtpre.LsfxCIvu --delete --numeric-ids --remove-source-files . mod/a/b/");
  }

  @Test
  void comparesNanosecondsOnlyWhereEveryDaemonCan() throws RsyncException {
    PushOptions options = PushOptions.builder().set(PushFlag.TIMES, PushFlag.NANOSECONDS).build();
    ServerArguments arguments = new ServerArguments(options, to("a/b"));
    assertThat(text(arguments.forProtocol(31, false))).doesNotContain("-@-1");
    assertThat(text(arguments.forProtocol(32, false))).contains("-@-1");
  }

  @Test
  void whatCameWith32GoesOnlyWhereItIsSurelyKnown() throws RsyncException {
    PushOptions options = ARCHIVE.toBuilder().set(PushFlag.OPEN_NOATIME).maxAlloc("2g").build();
    ServerArguments arguments = new ServerArguments(options, to(""));
    assertThat(text(arguments.forProtocol(31, true)))
        .isEqualTo("--server -logDtpre.iLsfxCIvu . mod/");
    assertThat(text(arguments.forProtocol(32, true)))
        .isEqualTo("--server -logDtpre.iLsfxCIvu --max-alloc=2g --open-noatime . mod/");
  }

  @Test
  void incrementalRecursionOnlyWithRecursion() throws RsyncException {
    assertThat(vector(PushOptions.none(), to("dir"))).isEqualTo("--server -e.LsfxCIvu . mod/dir/");
    PushOptions single = ARCHIVE.toBuilder().set(PushFlag.NO_INC_RECURSIVE).build();
    assertThat(vector(single, to("dir"))).isEqualTo("--server -logDtpre.LsfxCIvu . mod/dir/");
  }

  @Test
  void everythingInItsOrder() throws RsyncException {
    PushOptions options =
        PushOptions.builder()
            .archive()
            .clear(PushFlag.SPECIALS)
            .count(PushFlag.VERBOSE, 2)
            .count(PushFlag.FUZZY, 2)
            .count(PushFlag.HARD_LINKS, 2)
            .count(PushFlag.ONE_FILE_SYSTEM, 2)
            .count(PushFlag.ITEMIZE, 2)
            .set(PushFlag.UPDATE, PushFlag.DRY_RUN, PushFlag.KEEP_DIRLINKS)
            .set(PushFlag.PRUNE_EMPTY_DIRS, PushFlag.OMIT_DIR_TIMES, PushFlag.OMIT_LINK_TIMES)
            .set(PushFlag.WHOLE_FILE, PushFlag.CHECKSUM, PushFlag.IGNORE_TIMES)
            .set(PushFlag.RELATIVE, PushFlag.SPARSE, PushFlag.NO_INC_RECURSIVE)
            .set(PushFlag.DELETE_EXCLUDED, PushFlag.FORCE, PushFlag.SUPER, PushFlag.SIZE_ONLY)
            .set(PushFlag.STATS, PushFlag.DELAY_UPDATES, PushFlag.IGNORE_ERRORS)
            .set(PushFlag.NUMERIC_IDS, PushFlag.IGNORE_EXISTING, PushFlag.EXISTING)
            .set(PushFlag.FSYNC, PushFlag.NO_IMPLIED_DIRS, PushFlag.REMOVE_SOURCE_FILES)
            .set(PushFlag.PREALLOCATE, PushFlag.MKPATH)
            .set(PushFlag.SAFE_LINKS, PushFlag.OPEN_NOATIME)
            .maxAlloc("2g")
            .compression(Compression.AUTO)
            .compressLevel(5)
            .blockSize(1000)
            .timeoutSeconds(9)
            .bandwidthLimitKib(8)
            .backupDir(BytePath.of("bd"))
            .suffix(".s")
            .checksumChoice("md5")
            .maxDelete(3)
            .minSize(1L)
            .maxSize(9L)
            .delete(DeleteMode.AFTER)
            .modifyWindow(1)
            .checksumSeed(4)
            .partialDir(BytePath.of(".p"))
            .usermap("a:b")
            .groupmap("c:d")
            .tempDir(BytePath.of("/t"))
            .basisDirs(List.of(link("l1"), link("l2")))
            .remoteOptions(List.of("--remote1", "--remote2"))
            .build();
    assertThat(vector(options, to("dir")))
        .isEqualTo(
            "--server -vvbunlKmOJyyWHHogDtprcIRxxSze.LsfxCIvu --compress-level=5 --no-specials"
                + " --log-format=%i%I -B1000 --timeout=9 --bwlimit=8 --backup-dir bd --suffix=.s"
                + " --checksum-choice=md5 --max-delete=3 --min-size=1 --max-size=9 --delete-after"
                + " --delete-excluded --force --super --size-only --stats --max-alloc=2g"
                + " --modify-window=1 --checksum-seed=4 --partial-dir .p --delay-updates"
                + " --ignore-errors --safe-links --numeric-ids --usermap=a:b --groupmap=c:d"
                + " --ignore-existing --existing --temp-dir /t --fsync --link-dest l1 --link-dest"
                + " l2 --no-implied-dirs --remove-source-files --preallocate --open-noatime"
                + " --mkpath --remote1 --remote2 . mod/dir/");
  }

  @Test
  void valuesAreNeverEscaped() throws RsyncException {
    PushOptions options = ARCHIVE.toBuilder().suffix(".a *[b]").build();
    assertThat(vector(options, to("dir")))
        .isEqualTo("--server -logDtpre.iLsfxCIvu --suffix=.a *[b] . mod/dir/");
  }

  @Test
  void aBackslashInAValueGoesInTheSecludedForm() throws RsyncException {
    PushOptions options = ARCHIVE.toBuilder().suffix(".a\\b").build();
    assertThat(vector(options, to("dir")))
        .isEqualTo("--server -slogDtpre.iLsfxCIvu <end> rsync --suffix=.a\\b . mod/dir/");
  }

  @Test
  void aPathThatADaemonWouldSplitGoesInTheSecludedForm() throws RsyncException {
    assertThat(vector(ARCHIVE, to("new mod/x")))
        .isEqualTo("--server -slogDtpre.iLsfxCIvu <end> rsync . mod/new mod/x/");
    assertThat(vector(ARCHIVE, to("new mod")))
        .isEqualTo("--server -slogDtpre.iLsfxCIvu <end> rsync . mod/new mod/");
  }

  @Test
  void aNameThatLooksLikeAnOptionIsKeptFromBeingOne() throws RsyncException {
    assertThat(vector(ARCHIVE, to("-a x"))).endsWith(" . mod/./-a x/");
    RsyncTarget dashed = new RsyncTarget("h", 873, null, "-mod", BytePath.of("x"), false);
    assertThat(vector(ARCHIVE, dashed)).endsWith(" . ./-mod/x");
  }

  @Test
  void aDestinationWithoutASlashMayBecomeAFile() throws RsyncException {
    RsyncTarget file = new RsyncTarget("h", 873, null, "mod", BytePath.of("a/name"), false);
    assertThat(vector(ARCHIVE, file)).endsWith(" . mod/a/name");
    RsyncTarget module = new RsyncTarget("h", 873, null, "mod", BytePath.ROOT, false);
    assertThat(vector(ARCHIVE, module)).endsWith(" . mod/");
  }

  @Test
  void namesAreBytes() throws RsyncException {
    byte[] name = {(byte) 0xff, (byte) 0xfe};
    RsyncTarget target = new RsyncTarget("h", 873, null, "mod", BytePath.of(name));
    List<byte[]> vector = new ServerArguments(ARCHIVE, target).forProtocol(32, true);
    assertThat(vector.getLast()).isEqualTo(new byte[] {'m', 'o', 'd', '/', -1, -2, '/'});
  }

  @Test
  void aLoginShellGetsOnlyWordsThatItLeavesAlone() throws RsyncException {
    assertThat(vector(ARCHIVE, on("h:/srv/data_1/x.y/")))
        .isEqualTo("--server -logDtpre.iLsfxCIvu . /srv/data_1/x.y/");
    assertThat(vector(ARCHIVE, on("h:"))).isEqualTo("--server -logDtpre.iLsfxCIvu . .");
    assertThat(vector(ARCHIVE, on("h:-x"))).isEqualTo("--server -logDtpre.iLsfxCIvu . ./-x");
    for (String path :
        List.of("a b", "$(x)", "a`b", "a;b", "'", "\"", "x\ny", "~/x", "ä", "{a,b}")) {
      assertThat(vector(ARCHIVE, on("h:./" + path)))
          .isEqualTo("--server -slogDtpre.iLsfxCIvu <end> rsync . " + path);
    }
    PushOptions options = ARCHIVE.toBuilder().suffix(".a *").build();
    assertThat(vector(options, on("h:/x")))
        .isEqualTo("--server -slogDtpre.iLsfxCIvu <end> rsync --suffix=.a * . /x");
  }

  private static RsyncTarget on(String text) throws RsyncException {
    return RsyncTarget.parse(text);
  }

  private static BasisDir link(String path) {
    return new BasisDir(BasisDir.Kind.LINK, BytePath.of(path));
  }

  private static RsyncTarget to(String path) {
    return new RsyncTarget("h", 873, null, "mod", BytePath.of(path));
  }

  private static String vector(PushOptions options, RsyncTarget target) throws RsyncException {
    return text(new ServerArguments(options, target).forProtocol(32, true));
  }

  private static String text(List<byte[]> vector) {
    return vector.stream()
        .map(a -> a.length == 0 ? "<end>" : new String(a, StandardCharsets.UTF_8))
        .collect(Collectors.joining(" "));
  }
}
