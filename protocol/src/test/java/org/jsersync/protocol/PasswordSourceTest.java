package org.jsersync.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of 01-session, section 2.5. */
class PasswordSourceTest {
  private static final int SOMEBODY = 65534;

  @TempDir Path dir;

  private Path file(String content, String mode) throws IOException {
    Path file = dir.resolve("secret");
    Files.writeString(file, content, StandardCharsets.ISO_8859_1);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static String text(PasswordSource source) throws RsyncException {
    return new String(source.read(), StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"p w ", "p w \n", "p w \r\nlater\n", "\n\r\n\np w \nlater", "p w \rlater"})
  void theFirstNonEmptyLine(String content) throws Exception {
    assertThat(text(PasswordSource.file(file(content, "rw-------")))).isEqualTo("p w ");
  }

  @Test
  void bytesStayAsTheyAre() throws Exception {
    assertThat(text(PasswordSource.file(file("p\u00e4\u00ff", "rw-r-----"))))
        .isEqualTo("p\u00e4\u00ff");
  }

  @Test
  void only511BytesCount() throws Exception {
    assertThat(text(PasswordSource.file(file("x".repeat(511), "rw-------")))).hasSize(511);
    assertThat(text(PasswordSource.file(file("x".repeat(512), "rw-------")))).hasSize(511);
  }

  @ParameterizedTest
  @CsvSource({"rw----r--", "rw-----w-", "rw-rw-rw-"})
  void whatOthersCanReachIsRefused(String mode) throws Exception {
    Path file = file("secret", mode);
    assertRefused(PasswordSource.file(file), "chmod 600 " + file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n\r\n"})
  void aFileWithoutAPassword(String content) throws Exception {
    assertRefused(PasswordSource.file(file(content, "rw-------")), "no password in password file ");
  }

  @Test
  void aMissingFile() {
    assertRefused(
        PasswordSource.file(dir.resolve("none")),
        "could not open password file " + dir.resolve("none") + ": No such file or directory");
  }

  @Test
  void aSymlinkOfOurOwnIsFollowed() throws Exception {
    file("secret", "rw-------");
    Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("sub/../secret"));
    Files.createDirectory(dir.resolve("sub"));
    assertThat(text(PasswordSource.file(link))).isEqualTo("secret");
    Files.createSymbolicLink(dir.resolve("up"), dir);
    assertThat(text(PasswordSource.file(dir.resolve("up/up/link")))).isEqualTo("secret");
  }

  @Test
  void aSymlinkLoopEnds() throws Exception {
    Path loop = Files.createSymbolicLink(dir.resolve("loop"), Path.of("loop"));
    assertRefused(PasswordSource.file(loop), "too many symlinks");
  }

  @Test
  void somebodyElsesFileOrSymlinkIsRefusedToRoot() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root to give files away");
    Path file = file("secret", "rw-------");
    Path link = Files.createSymbolicLink(dir.resolve("link"), file);
    Files.setAttribute(link, "unix:uid", SOMEBODY, LinkOption.NOFOLLOW_LINKS);
    assertRefused(PasswordSource.file(link), "symlink " + link + ", which belongs to user 65534");
    Files.setAttribute(file, "unix:uid", SOMEBODY);
    assertRefused(PasswordSource.file(file), "chown root " + file);
  }

  @Test
  void fromTheEnvironment() throws Exception {
    assertThat(text(PasswordSource.environment(Map.of("RSYNC_PASSWORD", "")))).isEmpty();
    assertThat(text(PasswordSource.environment(Map.of("RSYNC_PASSWORD", "x y")))).isEqualTo("x y");
    assertRefused(PasswordSource.environment(Map.of()), "RSYNC_PASSWORD");
  }

  @Test
  void fromAStream() throws Exception {
    var in = new ByteArrayInputStream("secret\r\nmore".getBytes(StandardCharsets.UTF_8));
    assertThat(text(PasswordSource.stream(in))).isEqualTo("secret");
    assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("more");
    assertRefused(
        PasswordSource.stream(new ByteArrayInputStream(new byte[0])),
        "no password in standard input");
  }

  @Test
  void bytesAreGivenAsACopyAndNotShown() throws Exception {
    byte[] password = "secret".getBytes(StandardCharsets.UTF_8);
    PasswordSource source = PasswordSource.bytes(password);
    source.read()[0] = 0;
    password[1] = 0;
    assertThat(text(source)).isEqualTo("secret");
    assertThat(source.toString()).doesNotContain("secret");
    assertThat(PasswordSource.environment(Map.of("RSYNC_PASSWORD", "hidden")).toString())
        .doesNotContain("hidden");
  }

  private static void assertRefused(PasswordSource source, String message) {
    assertThatThrownBy(source::read)
        .isInstanceOf(RsyncException.class)
        .hasMessageContaining(message)
        .extracting("kind", "exitCode")
        .containsExactly(RsyncException.Kind.USAGE, 1);
  }
}
