package org.jsersync.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Extended attributes of names, by openat2 and by the walk that stands in for it. */
@ParameterizedClass
@EnumSource(Opener.class)
class ExtendedAttributesTest {
  @Parameter Opener opener = Opener.BEST;

  @TempDir Path directory = Path.of("/");
  private Shell shell = new Shell(directory);
  private @Nullable SourceTree tree;

  @BeforeEach
  void open() throws PosixException {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/setfattr")), "setfattr");
    shell = new Shell(directory);
    tree = LinuxTree.open(BytePath.of(directory.toString()), opener);
    shell.run("mkdir -p d/e; : >f; : >d/e/g; ln -s f link");
    shell.run("setfattr -n user.a -v 1 f; setfattr -n user.empty f");
    shell.run("setfattr -n user.b -v 0xff00fe d/e/g; setfattr -n user.c -v dir d");
    shell.run("setfattr -n user.root -v r .");
  }

  @AfterEach
  void close() {
    tree().close();
  }

  private SourceTree tree() {
    if (tree == null) {
      throw new IllegalStateException();
    }
    return tree;
  }

  private ExtendedAttributes of(String path) {
    return tree().attributes(BytePath.of(path));
  }

  private static List<String> names(ExtendedAttributes attributes) throws PosixException {
    return attributes.names().stream()
        .map(name -> new String(name, StandardCharsets.UTF_8))
        .filter(name -> name.startsWith("user.") || name.startsWith("trusted."))
        .sorted()
        .toList();
  }

  private static byte @Nullable [] value(ExtendedAttributes attributes, String name)
      throws PosixException {
    return attributes.value(name.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void namesAndValuesAreBytesAtEveryDepth() throws PosixException {
    assertThat(names(of("f"))).containsExactly("user.a", "user.empty");
    assertThat(value(of("f"), "user.a")).containsExactly('1');
    assertThat(value(of("f"), "user.empty")).isEmpty();
    assertThat(value(of("f"), "user.none")).isNull();
    assertThat(value(of("d/e/g"), "user.b")).containsExactly(0xff, 0, 0xfe);
    assertThat(names(of("d"))).containsExactly("user.c");
    assertThat(names(of("d/e"))).isEmpty();
    assertThat(names(of(""))).containsExactly("user.root");
  }

  @Test
  void aLongValueComesWhole() throws Exception {
    byte[] value = "x".repeat(2_000).getBytes(StandardCharsets.US_ASCII);
    shell.run("setfattr -n user.long -v \"$(printf 'x%.0s' $(seq 2000))\" f");
    assertThat(value(of("f"), "user.long")).isEqualTo(value);
  }

  @Test
  void inAnOpenDirectoryNamesAreLookedAtWhereverItIsByNow() throws PosixException {
    try (OpenDirectory open = tree().openDirectory(BytePath.of("d/e"))) {
      shell.run("mv d/e away; mkdir d/e; : >d/e/g");
      ExtendedAttributes attributes = open.attributes(new byte[] {'g'});
      assertThat(names(attributes)).containsExactly("user.b");
      assertThat(value(attributes, "user.b")).hasSize(3);
      assertThat(value(attributes, "user.x")).isNull();
    }
  }

  @Test
  void whatIsGoneIsGone() {
    assertThatThrownBy(() -> of("none").names())
        .isInstanceOfSatisfying(PosixException.class, e -> assertThat(e.isGone()).isTrue())
        .hasMessageContaining("none");
    assertThatThrownBy(() -> value(of("d/none/x"), "user.a"))
        .isInstanceOfSatisfying(PosixException.class, e -> assertThat(e.isGone()).isTrue());
  }

  @Test
  void noSymlinkIsFollowed() throws PosixException {
    Assumptions.assumeTrue("0".equals(shell.run("id -u")), "needs root");
    shell.run("setfattr -h -n trusted.own -v l link; ln -s d/e way");
    assertThat(names(of("link"))).containsExactly("trusted.own");
    assertThat(value(of("link"), "user.a")).isNull();
    assertThatThrownBy(() -> of("way/g").names()).isInstanceOf(PosixException.class);
  }

  @Test
  void nothingLeadsOutOfTheTree() {
    assertThatThrownBy(() -> of("..").names()).isInstanceOf(PosixException.class);
    assertThatThrownBy(() -> of("d/..").names()).isInstanceOf(PosixException.class);
    assertThatThrownBy(() -> of("../x").names()).isInstanceOf(PosixException.class);
  }

  @Test
  void aNameThatIsTooLongIsATypedError() {
    assertThatThrownBy(() -> of("n".repeat(5_000)).names())
        .isInstanceOfSatisfying(
            PosixException.class,
            e -> assertThat(e.errno()).isEqualTo(PosixException.ENAMETOOLONG));
    assertThatThrownBy(() -> value(of("f"), "user." + "n".repeat(5_000)))
        .isInstanceOfSatisfying(
            PosixException.class,
            e -> assertThat(e.errno()).isEqualTo(PosixException.ENAMETOOLONG));
  }

  @Test
  void anAccessControlListIsReadAsTheKernelHasIt() throws PosixException {
    // user::rw- user:5:rw- user:1:r-- group::r-- mask::rw- other::r--
    String list =
        "0x0200000001000600ffffffff02000600050000000200040001000000"
            + "04000400ffffffff10000600ffffffff20000400ffffffff";
    shell.run("setfattr -n system.posix_acl_access -v " + list + " f || true");
    Assumptions.assumeTrue(
        value(of("f"), "system.posix_acl_access") != null, "a file system with ACLs");
    assertThat(PosixAcl.access(of("f"), BytePath.of("f")))
        .isEqualTo(
            new PosixAcl(
                6,
                4,
                6,
                4,
                List.of(new PosixAcl.Named(false, 1, 4), new PosixAcl.Named(false, 5, 6))));
    assertThat(PosixAcl.access(of("d"), BytePath.of("d"))).isEqualTo(PosixAcl.NONE);
  }
}
