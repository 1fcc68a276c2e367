package org.jsersync.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsersync.daemon.config.MirrorConfig;
import org.jsersync.daemon.config.RemoteConfig;
import org.jsersync.daemon.config.TreeConfig;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.DirectoryFilter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
  @TempDir private Path dir = Path.of("");
  private final List<TreeConfig> trees = new ArrayList<>();

  private void tree(Path root, @Nullable Path passwordFile, String... targets)
      throws RsyncException {
    List<RemoteConfig> remotes = new ArrayList<>();
    for (String target : targets) {
      remotes.add(
          new RemoteConfig(
              RsyncTarget.parse(target),
              passwordFile == null ? null : PasswordSource.file(passwordFile),
              PushOptions.archive()));
    }
    trees.add(
        new TreeConfig(
            BytePath.of(root.toString()),
            remotes,
            DirectoryFilter.NONE,
            Set.of(),
            false,
            true,
            DirectoryFilter.NONE,
            List.of()));
  }

  private void check() throws RsyncException {
    Preflight.check(new MirrorConfig(trees, false));
  }

  @Test
  void aDirectoryAndAPrivatePasswordFilePass() throws Exception {
    Path file = Files.writeString(dir.resolve("p"), "secret\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    tree(dir, file, "h::m", "i::m");
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void aMissingDirectoryIsNamed() throws Exception {
    tree(dir.resolve("none"), null, "h::m");
    assertThatThrownBy(this::check)
        .isInstanceOfSatisfying(RsyncException.class, e -> assertThat(e.exitCode()).isEqualTo(3))
        .hasMessage("cannot mirror " + dir + "/none: No such file or directory");
  }

  @Test
  void aFileIsNoDirectory() throws Exception {
    tree(Files.createFile(dir.resolve("f")), null, "h::m");
    assertThatThrownBy(this::check).hasMessage("cannot mirror " + dir + "/f: Not a directory");
  }

  @Test
  void aPasswordFileThatOthersReadIsRefused() throws Exception {
    Path file = Files.writeString(dir.resolve("p"), "secret\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    tree(dir, file, "h::m");
    assertThatThrownBy(this::check)
        .isInstanceOfSatisfying(RsyncException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
        .hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void aTreeIsNotMirroredIntoItself() throws Exception {
    for (String target : List.of("127.0.0.1:" + dir, "localhost:" + dir + "/x/", "[::1]:/")) {
      trees.clear();
      tree(dir, null, target);
      assertThatThrownBy(this::check)
          .isInstanceOfSatisfying(RsyncException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
          .hasMessage(target + " would be " + dir + " itself, or meet it");
    }
    trees.clear();
    tree(dir, null, "host:" + dir, "127.0.0.1:" + dir + "-copy", "localhost:");
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void twoTreesMustNotMeet() throws Exception {
    tree(dir, null, "h::m/a");
    tree(dir, null, "h::m/a/b");
    assertThatThrownBy(this::check)
        .isInstanceOfSatisfying(RsyncException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
        .hasMessage("two directories would meet at the remote: h::m/a and h::m/a/b");
    trees.clear();
    tree(dir, null, "h::m/a");
    tree(dir, null, "h::m/ab", "h::n/a");
    assertThatCode(this::check).doesNotThrowAnyException();
  }
}
