package org.jsersync.protocol.flist;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.Digest;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.checksum.Checksums;
import org.jsersync.protocol.checksum.FileHasher;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.PosixAcl;
import org.jsersync.protocol.file.PosixAcl.Named;
import org.jsersync.protocol.session.Dialect;
import org.jsersync.protocol.wire.FrameSink;
import org.jsersync.protocol.wire.WireInput;
import org.jsersync.protocol.wire.WireOutput;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The captured lists of 02-filelist, section 11, byte for byte. */
final class FileListEncoderTest {
  private static final int DIR_0755 = 040755;
  private static final int FILE_0644 = 0100644;

  private static final Dialect INCREMENTAL =
      new Dialect(32, 0x1ff, Digest.XXH128, true, Compression.NONE, 1);

  private static final ListFormat.NameSource NAMES =
      new ListFormat.NameSource() {
        @Override
        public byte @Nullable [] user(int uid) {
          return (uid == 0 ? "root" : "daemon").getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte @Nullable [] group(int gid) {
          return (gid == 0 ? "root" : "bin").getBytes(StandardCharsets.US_ASCII);
        }
      };

  private final ByteBuf wire = Unpooled.buffer();

  @Test
  void pushesTreeOneToProtocol32Incrementally() throws RsyncException {
    assertThat(treeOne(new Dialect(32, 0x1ff, Digest.XXH128, true, Compression.NONE, 1)))
        .isEqualTo(
            """
            8c01012e0000106514f153ed4100000004726f6f740004726f6f741a0462657461000010650af153a018076f6e652e74
            78740006006500f153e715cd5ba48100001805616c706861000010650af153ed41000018046c696e6b0007006503f153
            ffa10000076f6e652e7478740000ff65180d616c7068612f74776f2e7478740007006501f153a08100000000ff01a018
            0e626574612f74687265652e62696e0170116502f153f00065cd1da48100000000fffe80020000
            """
                .replace("\n", ""));
  }

  @Test
  void pushesTreeOneToProtocol30Incrementally() throws RsyncException {
    assertThat(treeOne(new Dialect(30, 0x0f, Digest.MD5, false, Compression.NONE, 1)))
        .isEqualTo(
            """
            050c012e0000106514f153ed4100000004726f6f740004726f6f741a0462657461000010650af15318076f6e652e7478
            740006006500f153a48100001805616c706861000010650af153ed41000018046c696e6b0007006503f153ffa1000007
            6f6e652e74787400ff65180d616c7068612f74776f2e7478740007006501f153a081000000ff01180e626574612f7468
            7265652e62696e0170116502f153a481000000fffe80020000
            """
                .replace("\n", ""));
  }

  @Test
  void marksHardLinksByTheirSendingPosition() throws RsyncException {
    WireOutput out = output();
    FileListEncoder encoder =
        encoder(new Dialect(32, 0x1ff, Digest.XXH128, true, Compression.NONE, 1), true, false, out);
    encoder.write(
        list(
            1,
            entry(".", DirectoryKind.TOP, DIR_0755, 4096, 1700000020, 0, 1, 1),
            entry("g1", DirectoryKind.NONE, FILE_0644, 2, 1700000000, 0, 7, 3),
            entry("f1", DirectoryKind.NONE, FILE_0644, 3, 1700000000, 0, 6, 3),
            entry("f2", DirectoryKind.NONE, FILE_0644, 3, 1700000000, 0, 6, 3),
            entry("d", DirectoryKind.CONTENT, DIR_0755, 4096, 1700000010, 0, 2, 1)),
        0);
    out.ndx(-101 - 1);
    encoder.write(
        list(
            7,
            entry("d/g3", DirectoryKind.NONE, FILE_0644, 2, 1700000000, 0, 7, 3),
            entry("d/f3", DirectoryKind.NONE, FILE_0644, 3, 1700000000, 0, 6, 3),
            entry("d/g2", DirectoryKind.NONE, FILE_0644, 2, 1700000000, 0, 7, 3)),
        0);
    out.ndx(WireInput.NDX_FLIST_EOF);
    assertThat(hex(out))
        .isEqualTo(
            """
            8c01012e0000106514f153ed4100000004726f6f740004726f6f7492180267310002006500f153a4810000929a026631
            00030082ba01013203180164000010650af153ed4100000000ff65823801032f6733020002006500f153a481000082ba
            020266330300030082ba02026732020002000000fffe80020000
            """
                .replace("\n", ""));
  }

  @Test
  void writesOneListWithIdTables() throws RsyncException {
    WireOutput out = output();
    FileListEncoder encoder =
        encoder(
            new Dialect(32, 0x1fe, Digest.XXH128, true, Compression.NONE, 1), false, false, out);
    encoder.write(
        list(
            0,
            entry(".", DirectoryKind.TOP, DIR_0755, 4096, 1700000020, 0, 1, 1),
            entry("beta", DirectoryKind.CONTENT, DIR_0755, 4096, 1700000010, 0, 2, 1),
            entry("one.txt", DirectoryKind.NONE, FILE_0644, 6, 1700000000, 123456789, 3, 1),
            entry("alpha", DirectoryKind.CONTENT, DIR_0755, 4096, 1700000010, 0, 4, 1),
            link(),
            entry(
                "beta/three.bin",
                DirectoryKind.NONE,
                FILE_0644,
                70000,
                1700000002,
                500000000,
                6,
                1),
            entry("alpha/two.txt", DirectoryKind.NONE, 0100640, 7, 1700000001, 0, 7, 1)),
        0);
    assertThat(hex(out))
        .isEqualTo(
            """
            01012e0000106514f153ed41000000001a0462657461000010650af153a018076f6e652e7478740006006500f153e715
            cd5ba48100001805616c706861000010650af153ed41000018046c696e6b0007006503f153ffa10000076f6e652e7478
            74a0180e626574612f74687265652e62696e0170116502f153f00065cd1da4810000180d616c7068612f74776f2e7478
            740007006501f153a081000000000004726f6f740004726f6f74
            """
                .replace("\n", ""));
  }

  @Test
  void remembersAccessControlListsForTheSession() throws RsyncException {
    WireOutput out = output();
    FileListEncoder encoder = encoder(INCREMENTAL, out, true, false);
    EntryAttributes named =
        acl(
            new PosixAcl(6, 4, 6, 4, List.of(new Named(false, 1, 6), new Named(true, 2, 4))),
            PosixAcl.NONE);
    EntryAttributes plain = acl(new PosixAcl(6, 4, PosixAcl.ABSENT, 4, List.of()), PosixAcl.NONE);
    EntryAttributes directory =
        acl(PosixAcl.NONE, new PosixAcl(7, 5, 7, 5, List.of(new Named(false, 1, 7))));
    encoder.write(
        list(
            1,
            entry(".", DirectoryKind.TOP, DIR_0755, 4096, 1700000020, 0, 1, 1),
            entry("f1", DirectoryKind.NONE, 0100664, 3, 1700000000, 0, 2, 1).withAttributes(named),
            entry("f3", DirectoryKind.NONE, FILE_0644, 1, 1700000000, 0, 3, 1)
                .withAttributes(plain),
            entry("f2", DirectoryKind.NONE, 0100664, 3, 1700000000, 0, 4, 1).withAttributes(named),
            entry("d", DirectoryKind.CONTENT, DIR_0755, 4096, 1700000010, 0, 5, 1)
                .withAttributes(directory)),
        0);
    out.ndx(-101 - 1);
    encoder.write(list(7), 0);
    out.ndx(WireInput.NDX_FLIST_EOF);
    assertThat(hex(out))
        .isEqualTo(
            """
            8c01012e0000106514f153ed4100000004726f6f740004726f6f7400000000180266310003006500f153b48100000012
            0402011b066461656d6f6e02110362696e80b8010133000100a48100000180b8010132000300b4810000021801640000
            10650af153ed41000001001f0705070501011e0000ff650000fffe80020000
            """
                .replace("\n", ""));
  }

  @Test
  void namesOfIdsInAccessControlListsGoIntoTheTablesBehindTheList() throws RsyncException {
    WireOutput out = output();
    ListFormat format =
        new ListFormat(
            new Dialect(32, 0x1fe, Digest.XXH128, true, Compression.NONE, 1),
            true,
            false,
            false,
            true,
            true,
            false,
            false,
            0,
            true,
            false,
            NAMES);
    EntryAttributes named =
        acl(
            new PosixAcl(6, 6, 6, 4, List.of(new Named(false, 1, 6), new Named(true, 2, 4))),
            PosixAcl.NONE);
    new FileListEncoder(format, out)
        .write(
            list(
                0,
                entry("f1", DirectoryKind.NONE, 0100664, 3, 1700000000, 0, 2, 1)
                    .withAttributes(named)),
            0);
    assertThat(hex(out))
        .isEqualTo(
            "180266310003006500f153b481000000" // the entry, a new list of its own
                + "10"
                + "02"
                + "011a"
                + "0210"
                + "0000" // the end
                + "01066461656d6f6e" // users
                + "00"
                + "04726f6f74"
                + "020362696e" // groups
                + "00"
                + "04726f6f74");
  }

  @Test
  void whatTheModeSaysIsLeftOutOfAnAccessControlList() {
    int none = PosixAcl.ABSENT;
    List<Named> one = List.of(new Named(false, 9, 5));
    assertThat(new PosixAcl(6, 4, none, 4, List.of()).withoutWhatTheModeSays(0644))
        .isEqualTo(PosixAcl.NONE);
    assertThat(new PosixAcl(6, 6, 4, 4, List.of()).withoutWhatTheModeSays(0644))
        .isEqualTo(new PosixAcl(none, 6, 4, none, List.of()));
    assertThat(new PosixAcl(6, 6, 6, 4, one).withoutWhatTheModeSays(0664))
        .isEqualTo(new PosixAcl(none, none, none, none, one));
    assertThat(new PosixAcl(6, 6, 4, 4, one).withoutWhatTheModeSays(0644))
        .isEqualTo(new PosixAcl(none, 6, none, none, one));
    assertThat(new PosixAcl(6, 4, 6, 4, one).withoutWhatTheModeSays(0644))
        .isEqualTo(new PosixAcl(none, none, 6, none, one));
  }

  @Test
  void whatIsNoLongerRememberedGoesOverAgain() throws RsyncException {
    AclTable acls = new AclTable((_, _) -> null);
    XattrTable sets = new XattrTable();
    WireOutput out = output();
    for (int id = 0; id < AclTable.MOST_REMEMBERED / 2; id++) {
      acls.write(new PosixAcl(7, 7, 7, 7, List.of(new Named(false, id, 7))), out);
    }
    for (int i = 0; i < XattrTable.MOST_REMEMBERED / 2; i++) {
      sets.write(xattrs("user.a", String.valueOf(i)).xattrs(), out);
    }
    out.flush();
    wire.clear();
    PosixAcl late = new PosixAcl(1, 1, 1, 1, List.of());
    acls.write(late, out);
    acls.write(late, out);
    acls.write(new PosixAcl(7, 7, 7, 7, List.of(new Named(false, 5, 7))), out);
    assertThat(hex(out)).isEqualTo("000f01010101".repeat(2) + "06");
    wire.clear();
    sets.write(xattrs("user.a", "x").xattrs(), out);
    sets.write(xattrs("user.a", "x").xattrs(), out);
    sets.write(xattrs("user.a", "5").xattrs(), out);
    assertThat(hex(out)).isEqualTo(set("78").repeat(2) + "06");
  }

  @Test
  void remembersSetsOfExtendedAttributesForTheSession() throws RsyncException {
    WireOutput out = output();
    FileListEncoder encoder = encoder(INCREMENTAL, out, false, true);
    encoder.write(
        list(
            1,
            entry(".", DirectoryKind.TOP, DIR_0755, 4096, 1700000020, 0, 1, 1),
            entry("f1", DirectoryKind.NONE, FILE_0644, 3, 1700000000, 0, 2, 1)
                .withAttributes(xattrs("user.short", "abc", "user.long", "x".repeat(100))),
            entry("f2", DirectoryKind.NONE, FILE_0644, 3, 1700000000, 0, 3, 1)
                .withAttributes(xattrs("user.long", "x".repeat(100), "user.short", "abc")),
            entry("d", DirectoryKind.CONTENT, DIR_0755, 4096, 1700000010, 0, 4, 1)),
        0);
    out.ndx(-101 - 1);
    encoder.write(list(6), 0);
    out.ndx(WireInput.NDX_FLIST_EOF);
    assertThat(hex(out))
        .isEqualTo(
            """
            8c01012e0000106514f153ed4100000004726f6f740004726f6f740000180266310003006500f153a481000000020a64
            757365722e6c6f6e6700aed563ecafb4bcc5654c597a421547b20b03757365722e73686f72740061626380ba01013200
            030002180164000010650af153ed410000010000ff650000fffe80020000
            """
                .replace("\n", ""));
  }

  @Test
  void setsGoByTheirNumberUnlessTheyDifferOrAreSpoiled() throws RsyncException {
    XattrTable table = new XattrTable();
    WireOutput out = output();
    table.write(XattrSet.EMPTY, out);
    XattrSet first = table.write(xattrs("user.a", "1").xattrs(), out);
    table.write(xattrs("user.a", "2").xattrs(), out);
    assertThat(table.write(xattrs("user.a", "1").xattrs(), out)).isSameAs(first);
    assertThat(hex(out)).isEqualTo("0000" + set("31") + set("32") + "02");
    wire.clear();
    first.spoil();
    XattrSet again = table.write(xattrs("user.a", "1").xattrs(), out);
    assertThat(again).isEqualTo(first).isNotSameAs(first);
    assertThat(again.isListedAs(first)).isFalse();
    table.write(xattrs("user.a", "1").xattrs(), out);
    table.write(XattrSet.EMPTY, out);
    assertThat(hex(out)).isEqualTo(set("31") + "04" + "01");
  }

  private static String set(String value) {
    return "00" + "01" + "0701" + "757365722e6100" + value;
  }

  @Test
  void valuesOfUpTo32BytesGoAsTheyAre() throws RsyncException {
    WireOutput out = output();
    new XattrTable().write(xattrs("user.a", "y".repeat(32)).xattrs(), out);
    assertThat(hex(out)).isEqualTo("00010720757365722e6100" + "79".repeat(32));
    wire.clear();
    new XattrTable().write(xattrs("user.a", "x".repeat(33)).xattrs(), out);
    assertThat(hex(out)).isEqualTo("00010721757365722e6100" + "b7b82191a246d3563ed060e298add91d");
  }

  @Test
  void anAbbreviatedHardLinkIsFollowedByItsAttributesToo() throws RsyncException {
    WireOutput out = output();
    ListFormat format =
        new ListFormat(INCREMENTAL, true, true, true, true, true, true, true, 0, true, true, NAMES);
    EntryAttributes attributes = xattrs("user.a", "1");
    new FileListEncoder(format, out)
        .write(
            list(
                1,
                entry("a", DirectoryKind.NONE, FILE_0644, 3, 1700000000, 0, 7, 2)
                    .withAttributes(attributes),
                entry("b", DirectoryKind.NONE, FILE_0644, 3, 1700000000, 0, 7, 2)
                    .withAttributes(attributes)),
            0);
    assertThat(hex(out))
        .isEqualTo(
            "9200"
                + "0161"
                + "0003006500f153a48100000000"
                + "0000"
                + set("31") // a
                + "829a"
                + "0162"
                + "01"
                + "01"
                + "01" // b
                + "0000");
  }

  private static EntryAttributes xattrs(String... namesAndValues) {
    FileHasher md5 = Checksums.of(INCREMENTAL, Digest.MD5).newFileHasher();
    List<XattrSet.Xattr> all = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      all.add(
          XattrSet.Xattr.of(
              namesAndValues[i].getBytes(StandardCharsets.UTF_8),
              namesAndValues[i + 1].getBytes(StandardCharsets.UTF_8),
              md5));
    }
    return new EntryAttributes(PosixAcl.NONE, PosixAcl.NONE, XattrSet.of(all));
  }

  @Test
  void endsAListWithAnErrorInTheByteFormToo() throws RsyncException {
    WireOutput out = output();
    FileListEncoder encoder =
        encoder(new Dialect(31, 0x3e, Digest.MD5, false, Compression.NONE, 1), false, true, out);
    encoder.write(list(0), 1);
    assertThat(hex(out)).isEqualTo("041001");
  }

  private String treeOne(Dialect dialect) throws RsyncException {
    WireOutput out = output();
    FileListEncoder encoder = encoder(dialect, false, false, out);
    encoder.write(
        list(
            1,
            entry(".", DirectoryKind.TOP, DIR_0755, 4096, 1700000020, 0, 1, 1),
            entry("beta", DirectoryKind.CONTENT, DIR_0755, 4096, 1700000010, 0, 2, 1),
            entry("one.txt", DirectoryKind.NONE, FILE_0644, 6, 1700000000, 123456789, 3, 1),
            entry("alpha", DirectoryKind.CONTENT, DIR_0755, 4096, 1700000010, 0, 4, 1),
            link()),
        0);
    out.ndx(-101 - 1);
    encoder.write(
        list(7, entry("alpha/two.txt", DirectoryKind.NONE, 0100640, 7, 1700000001, 0, 7, 1)), 0);
    out.ndx(-101 - 2);
    encoder.write(
        list(
            9,
            entry(
                "beta/three.bin",
                DirectoryKind.NONE,
                FILE_0644,
                70000,
                1700000002,
                500000000,
                6,
                1)),
        0);
    out.ndx(WireInput.NDX_FLIST_EOF);
    return hex(out);
  }

  private static FileList list(int first, FileEntry... entries) {
    return new FileList(first, List.of(entries), null);
  }

  private static FileEntry link() {
    return new FileEntry(
        BytePath.of("link"),
        stat(0120777, 7, 1700000003, 0, 5, 1),
        DirectoryKind.NONE,
        List.of(),
        "one.txt".getBytes(StandardCharsets.US_ASCII),
        FileEntry.NO_BYTES);
  }

  private static FileEntry entry(
      String name,
      DirectoryKind kind,
      int mode,
      long size,
      long mtime,
      int nanos,
      long inode,
      int links) {
    return new FileEntry(
        BytePath.of(name),
        stat(mode, size, mtime, nanos, inode, links),
        kind,
        List.of(),
        FileEntry.NO_BYTES,
        FileEntry.NO_BYTES);
  }

  private static FileStat stat(int mode, long size, long mtime, int nanos, long inode, int links) {
    return new FileStat(mode, 0, 0, size, mtime, nanos, mtime, nanos, 1, inode, links, 0, 0);
  }

  private static EntryAttributes acl(PosixAcl access, PosixAcl initial) {
    return new EntryAttributes(access, initial, XattrSet.EMPTY);
  }

  private static FileListEncoder encoder(
      Dialect dialect, WireOutput out, boolean acls, boolean xattrs) {
    return new FileListEncoder(
        new ListFormat(dialect, true, true, true, true, true, false, false, 0, acls, xattrs, NAMES),
        out);
  }

  private static FileListEncoder encoder(
      Dialect dialect, boolean hardLinks, boolean numericIds, WireOutput out) {
    return new FileListEncoder(
        new ListFormat(
            dialect, true, true, true, true, true, hardLinks, numericIds, 0, false, false, NAMES),
        out);
  }

  private WireOutput output() {
    return new WireOutput(
        new FrameSink() {
          @Override
          public ByteBuf allocate(int capacity) {
            return Unpooled.buffer(capacity);
          }

          @Override
          public void send(ByteBuf data) {
            wire.writeBytes(data);
            data.release();
          }
        });
  }

  private String hex(WireOutput out) throws RsyncException {
    out.flush();
    return ByteBufUtil.hexDump(wire);
  }
}
