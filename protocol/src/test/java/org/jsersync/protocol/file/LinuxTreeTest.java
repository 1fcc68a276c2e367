package org.jsersync.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a source tree shows, by openat2 and by the walk that stands in for it. */
@ParameterizedClass
@EnumSource(Opener.class)
class LinuxTreeTest {
  private static final byte[] NO_UTF8 = {'a', (byte) 0xff, (byte) 0xfe, '\n', 'b'};

  @Parameter Opener opener = Opener.BEST;

  @TempDir Path directory = Path.of("/");
  private Shell shell = new Shell(directory);
  private SourceTree tree = unopened();

  private static SourceTree unopened() {
    try {
      return SourceTree.open(BytePath.of("/"));
    } catch (PosixException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void open() throws PosixException {
    tree.close();
    shell = new Shell(directory);
    tree = LinuxTree.open(BytePath.of(directory.toString()), opener);
  }

  @AfterEach
  void close() {
    tree.close();
  }

  private Map<BytePath, Integer> list(String path) throws PosixException {
    Map<BytePath, Integer> names = new TreeMap<>();
    tree.list(BytePath.of(path), (name, type) -> names.put(BytePath.of(name), type));
    return names;
  }

  private FileStat lstat(String path) throws PosixException {
    return tree.lstat(BytePath.of(path));
  }

  private byte[] content(BytePath path, int chunk) throws PosixException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[chunk];
    try (OpenFile file = tree.openFile(path)) {
      for (int n = file.read(buffer, 0, chunk); n > 0; n = file.read(buffer, 0, chunk)) {
        all.write(buffer, 0, n);
      }
    }
    return all.toByteArray();
  }

  @Test
  void lstatAgreesWithTheStatCommand() throws PosixException {
    shell.run("mkdir d; echo hello >d/f; ln d/f d/g; chmod 4751 d/f");
    FileStat stat = lstat("d/f");
    String told =
        String.join(
            " ",
            Integer.toHexString(stat.mode()),
            Integer.toUnsignedString(stat.uid()),
            Integer.toUnsignedString(stat.gid()),
            Long.toString(stat.size()),
            stat.mtimeSeconds() + "." + "%09d".formatted(stat.mtimeNanos()),
            stat.ctimeSeconds() + "." + "%09d".formatted(stat.ctimeNanos()),
            Long.toUnsignedString(stat.inode()),
            Integer.toString(stat.links()),
            (stat.device() >>> 32) + ":" + (stat.device() & 0xffffffffL));
    assertThat(told).isEqualTo(shell.run("stat -c '%f %u %g %s %.9Y %.9Z %i %h %Hd:%Ld' d/f"));
  }

  @Test
  void theRootIsADirectory() throws PosixException {
    assertThat(tree.lstat(BytePath.ROOT).isDirectory()).isTrue();
    assertThat(tree.root()).isEqualTo(BytePath.of(directory.toString()));
  }

  @Test
  void mtimesBefore1970AndNanoseconds() throws PosixException {
    shell.run("touch -d @-86400.25 old; touch -d @1700000000.123456789 new");
    assertThat(lstat("old").mtimeSeconds()).isEqualTo(-86401);
    assertThat(lstat("old").mtimeNanos()).isEqualTo(750_000_000);
    assertThat(lstat("new").mtimeSeconds()).isEqualTo(1_700_000_000);
    assertThat(lstat("new").mtimeNanos()).isEqualTo(123_456_789);
  }

  @Test
  void listsEveryKindOfName() throws PosixException {
    shell.run("mkdir -p d/sub; : >d/f; ln -s nowhere d/link; mkfifo d/pipe; : >d/.hidden");
    assertThat(list("d"))
        .containsOnly(
            Map.entry(BytePath.of("sub"), FileStat.DIRECTORY),
            Map.entry(BytePath.of("f"), FileStat.REGULAR),
            Map.entry(BytePath.of("link"), FileStat.SYMLINK),
            Map.entry(BytePath.of("pipe"), FileStat.FIFO),
            Map.entry(BytePath.of(".hidden"), FileStat.REGULAR));
    assertThat(list("")).containsOnlyKeys(BytePath.of("d"));
    assertThat(list("d/sub")).isEmpty();
  }

  @Test
  void anOpenDirectoryStaysTheOneThatWasOpened() throws PosixException {
    shell.run("mkdir d; printf xyz >d/f; ln -s f d/link");
    try (OpenDirectory open = tree.openDirectory(BytePath.of("d"))) {
      shell.run("mv d away; mkdir d");
      List<String> names = new ArrayList<>();
      open.list((name, _) -> names.add(new String(name, StandardCharsets.UTF_8)));
      assertThat(names).containsExactlyInAnyOrder("f", "link");
      assertThat(open.lstat(new byte[] {'f'}).size()).isEqualTo(3);
      assertThat(open.lstat("link".getBytes(StandardCharsets.UTF_8)).isSymlink()).isTrue();
      assertThatThrownBy(() -> open.lstat(new byte[] {'g'}))
          .isInstanceOfSatisfying(PosixException.class, e -> assertThat(e.isGone()).isTrue())
          .hasMessageContaining("d/g");
    }
    assertThatThrownBy(() -> tree.openDirectory(BytePath.of("away/f")))
        .isInstanceOf(PosixException.class);
  }

  @Test
  void namesAreBytes() throws PosixException {
    shell.run("mkdir \"$(printf 'd\\377')\"; cd d*; printf x >\"$(printf 'a\\377\\376\\nb')\"");
    BytePath dir = BytePath.of(new byte[] {'d', (byte) 0xff});
    BytePath file = dir.child(NO_UTF8);
    assertThat(list("")).containsOnlyKeys(dir);
    assertThat(tree.lstat(file).size()).isEqualTo(1);
    assertThat(content(file, 10)).containsExactly('x');
  }

  @Test
  void aNameOf255BytesAndAListingOfManyBuffers() throws PosixException {
    String longest = "n".repeat(250);
    shell.run("for i in $(seq 10000 10999); do : >" + longest + "$i; done");
    assertThat(list("")).hasSize(1000).containsKey(BytePath.of(longest + "10500"));
    assertThat(lstat(longest + "10999").isRegular()).isTrue();
  }

  @Test
  void tooLongForTheKernel() {
    assertThatThrownBy(() -> lstat("x".repeat(256))).hasMessageContaining("File name too long");
    assertThatThrownBy(() -> lstat("x/".repeat(2100))).isInstanceOf(PosixException.class);
  }

  @Test
  void readsASymlinkOfTheGreatestLength() throws PosixException {
    shell.run("mkdir d; ln -s $(printf '%04095d' 7) long; ln -s 'sp ace' d/short");
    assertThat(tree.readLink(BytePath.of("long"))).hasSize(4095).endsWith((byte) '7');
    assertThat(tree.readLink(BytePath.of("d/short"))).asString().isEqualTo("sp ace");
    assertThat(lstat("d/short").size()).isEqualTo(6);
  }

  @Test
  void readLinkOfSomethingElseIsRefused() {
    shell.run("mkdir d; : >d/f; : >f");
    for (String path : new String[] {"f", "d/f", "d"}) {
      assertThatThrownBy(() -> tree.readLink(BytePath.of(path)))
          .isInstanceOfSatisfying(
              PosixException.class, e -> assertThat(e.errno()).isEqualTo(PosixException.EINVAL));
    }
    assertThatThrownBy(() -> tree.readLink(BytePath.of("d/none")))
        .isInstanceOfSatisfying(PosixException.class, e -> assertThat(e.isGone()).isTrue());
  }

  @Test
  void readsContentInPiecesOfAnySize() throws IOException {
    byte[] bytes = new byte[700_001];
    new Random(42).nextBytes(bytes);
    Files.createDirectory(directory.resolve("d"));
    Files.write(directory.resolve("d/f"), bytes);
    Files.write(directory.resolve("empty"), new byte[0]);
    assertThat(content(BytePath.of("d/f"), 1_000_000)).isEqualTo(bytes);
    assertThat(content(BytePath.of("d/f"), 4_099)).isEqualTo(bytes);
    assertThat(content(BytePath.of("empty"), 10)).isEmpty();
  }

  @Test
  void anOpenFileShowsWhatItIsNow() throws PosixException {
    shell.run("printf abc >f");
    try (OpenFile file = tree.openFile(BytePath.of("f"))) {
      FileStat before = file.stat();
      shell.run("printf def >>f; rm f");
      assertThat(file.stat().size()).isEqualTo(6);
      assertThat(file.stat().links()).isZero();
      assertThat(file.stat().sameContentAs(before)).isFalse();
    }
  }

  @Test
  void aFileCanBeReadWithoutATrace() throws Exception {
    shell.run("echo a >a; echo b >b; mkdir d; mkfifo d/pipe; touch -a -d 2001-01-01 a b");
    SourceTree quiet = tree.keepingAccessTimes();
    assertThat(read(quiet, "a")).isEqualTo(2);
    assertThat(accessed("a")).startsWith("2001-01-01");
    assertThatThrownBy(() -> quiet.openFile(BytePath.of("d/pipe"))).hasMessageContaining("regular");
    assertThatThrownBy(() -> quiet.openFile(BytePath.of("none"))).hasMessageContaining("No such");
    try (SourceTree others = SourceTree.open(BytePath.of("/etc")).keepingAccessTimes()) {
      assertThat(read(others, "passwd")).as("a file that need not be ours").isPositive();
    }
    assertThat(read(tree, "b")).isEqualTo(2);
    assumeThat(accessed("b")).as("the file system keeps access times").doesNotStartWith("2001");
  }

  private static int read(SourceTree from, String name) throws PosixException {
    try (OpenFile file = from.openFile(BytePath.of(name))) {
      return file.read(new byte[1000], 0, 1000);
    }
  }

  private String accessed(String name) throws IOException {
    return Files.getAttribute(directory.resolve(name), "lastAccessTime").toString();
  }

  @Test
  void onlyRegularFilesAreOpened() {
    shell.run("mkdir d; mkfifo d/pipe; ln -s pipe d/link; ln -s d/pipe l2");
    assertThatThrownBy(() -> tree.openFile(BytePath.of("d")))
        .hasMessageContaining("Is a directory (21)");
    assertThatThrownBy(() -> tree.openFile(BytePath.of("d/pipe")))
        .hasMessageContaining("not a regular file");
    assertThatThrownBy(() -> tree.openFile(BytePath.of("d/link")))
        .isInstanceOfSatisfying(
            PosixException.class, e -> assertThat(e.errno()).isEqualTo(PosixException.ELOOP));
    assertThatThrownBy(() -> tree.openFile(BytePath.of("l2"))).isInstanceOf(PosixException.class);
  }

  @Test
  void noSymlinkOnTheWayIsFollowed() {
    shell.run("mkdir real; : >real/f; ln -s target real/l; ln -s real way; ln -s /etc out");
    for (String path : new String[] {"way/f", "way/l", "out/passwd", "out/apt", "way/../real/f"}) {
      BytePath name = BytePath.of(path);
      assertThatThrownBy(() -> tree.lstat(name)).isInstanceOf(PosixException.class);
      assertThatThrownBy(() -> tree.readLink(name)).isInstanceOf(PosixException.class);
      assertThatThrownBy(() -> tree.openFile(name)).isInstanceOf(PosixException.class);
      assertThatThrownBy(() -> tree.list(name, (n, t) -> {})).isInstanceOf(PosixException.class);
    }
    assertThatThrownBy(() -> list("way")).isInstanceOf(PosixException.class);
  }

  @Test
  void nothingAboveTheRootIsReached() {
    for (String path : new String[] {"..", "../..", "d/../.."}) {
      shell.run("mkdir -p d");
      assertThatThrownBy(() -> lstat(path)).isInstanceOf(PosixException.class);
      assertThatThrownBy(() -> list(path)).isInstanceOf(PosixException.class);
    }
    assertThatThrownBy(() -> tree.lstat(BytePath.of("/etc/passwd")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.list(BytePath.of("/etc"), (n, t) -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsMissingIsSaidWithItsFullName() {
    assertThatThrownBy(() -> lstat("no/such"))
        .isInstanceOfSatisfying(PosixException.class, e -> assertThat(e.isGone()).isTrue())
        .hasMessage("lstat \"%s/no/such\" failed: No such file or directory (2)", directory);
    assertThatThrownBy(() -> LinuxTree.open(BytePath.of(directory + "/none"), opener))
        .hasMessageContaining("No such file or directory");
    shell.run(": >f");
    assertThatThrownBy(() -> LinuxTree.open(BytePath.of(directory + "/f"), opener))
        .hasMessageContaining("Not a directory");
  }

  @Test
  void devicesHaveTheirNumbers() throws PosixException {
    Assumptions.assumeTrue(shell.run("id -u").equals("0"), "devices are made by root");
    shell.run("mknod c c 300 70000; mknod b b 8 17");
    assertThat(lstat("c"))
        .extracting(FileStat::isDevice, FileStat::rdevMajor, FileStat::rdevMinor)
        .containsExactly(true, 300, 70000);
    assertThat(lstat("b"))
        .extracting(FileStat::type, FileStat::rdevMajor, FileStat::rdevMinor)
        .containsExactly(FileStat.BLOCK, 8, 17);
  }

  @Test
  void noDescriptorIsLeftOpen() throws Exception {
    shell.run("mkdir d; : >d/f; ln -s x d/l; mkfifo d/p");
    Path descriptors = Path.of("/proc/self/fd");
    long before = count(descriptors);
    for (int i = 0; i < 500; i++) {
      lstat("d/f");
      tree.readLink(BytePath.of("d/l"));
      content(BytePath.of("d/f"), 10);
      list("d");
      assertThatThrownBy(() -> tree.openFile(BytePath.of("d/p"))).isNotNull();
      assertThatThrownBy(() -> tree.openFile(BytePath.of("d/f/g"))).isNotNull();
    }
    assertThat(count(descriptors)).isLessThan(before + 100);
  }

  private static long count(Path directory) throws IOException {
    try (var names = Files.list(directory)) {
      return names.count();
    }
  }

  @Test
  void closingWhileOthersReadEndsThemCleanly() throws Exception {
    shell.run("mkdir d; head -c 100000 /dev/zero >d/f");
    var busy = new CountDownLatch(4);
    var strange = new AtomicBoolean();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        threads.execute(() -> readUntilClosed(busy, strange));
      }
      busy.await();
      tree.close();
      tree.close();
    }
    assertThat(strange).isFalse();
    assertThatThrownBy(() -> lstat("d/f"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was closed");
  }

  private void readUntilClosed(CountDownLatch busy, AtomicBoolean strange) {
    try {
      while (true) {
        if (content(BytePath.of("d/f"), 50_000).length != 100_000 || list("d").size() != 1) {
          strange.set(true);
        }
        busy.countDown();
      }
    } catch (IllegalStateException e) {
      // The tree was closed: the end of this thread's work.
    } catch (PosixException e) {
      strange.set(true);
    }
  }

  @Test
  void errorTextsAreTheCLibrarys() {
    assertThat(Libc.strerror(PosixException.EACCES)).isEqualTo("Permission denied");
  }
}
