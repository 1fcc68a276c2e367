package org.jsersync.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.Change.Attributes;
import org.jsersync.watcher.Change.Content;
import org.jsersync.watcher.Change.Gone;
import org.jsersync.watcher.Change.Moved;
import org.jsersync.watcher.Change.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each trigger by itself, and all but it: what it lets through (06-sersync, section 4.2). */
class TriggersTest {
  /** A name that any trigger tells of: without a close after it, a link is always told. */
  private static final String MARKER = "ln -s x .marker";

  private static final Duration REST = Duration.ofMillis(1);

  @TempDir Path base = Path.of("/");

  /** What a script in a watched directory leads to; {@code ../in} and {@code ../out} are near. */
  private List<Change> told(Set<Trigger> triggers, String before, String script)
      throws IOException, InterruptedException {
    Path root = Files.createTempDirectory(base, "root");
    new Shell(root).run(before);
    Recorder recorder = new Recorder();
    try (TreeWatcher _ =
        TreeWatcher.start(
            BytePath.of(root.toString()),
            new WatchOptions(triggers, DirectoryFilter.NONE, REST, REST),
            recorder)) {
      new Shell(root).run(script + "\n" + MARKER);
      Content marker = new Content(BytePath.of(".marker"));
      List<Change> told = recorder.until(marker);
      told.remove(marker);
      return told;
    }
  }

  private List<Change> only(Trigger trigger, String before, String script)
      throws IOException, InterruptedException {
    return told(EnumSet.of(trigger), before, script);
  }

  private List<Change> without(Trigger trigger, String before, String script)
      throws IOException, InterruptedException {
    return told(EnumSet.complementOf(EnumSet.of(trigger)), before, script);
  }

  private static BytePath path(String text) {
    return BytePath.of(text);
  }

  @Test
  void delete() throws Exception {
    String before = "mkdir d; echo x >f";
    assertThat(only(Trigger.DELETE, before, "rm f; rmdir d; echo y >n; mkdir e"))
        .containsExactly(new Gone(path("f"), false), new Gone(path("d"), true));
    assertThat(without(Trigger.DELETE, before, "rm f; rmdir d")).noneMatch(Gone.class::isInstance);
  }

  @Test
  void createFolder() throws Exception {
    assertThat(only(Trigger.CREATE_FOLDER, "echo x >f", "mkdir d; echo y >d/g; rm f; echo z >h"))
        .containsExactly(new Tree(path("d"), true));
    assertThat(without(Trigger.CREATE_FOLDER, "true", "mkdir d; echo x >d/f")).isEmpty();
  }

  @Test
  void createFile() throws Exception {
    assertThat(only(Trigger.CREATE_FILE, "echo x >f", "echo y >g; echo z >>f; rm f; mkdir d"))
        .containsExactly(new Content(path("g")));
    // A close tells of them, or nothing would.
    assertThat(without(Trigger.CREATE_FILE, "echo x >f", "echo y >g; ln f h; mkfifo p"))
        .contains(new Content(path("g")), new Content(path("h")), new Content(path("p")));
  }

  @Test
  void closeWrite() throws Exception {
    assertThat(only(Trigger.CLOSE_WRITE, "echo x >f", "echo y >>f; echo z >g; chmod 600 g; rm g"))
        .containsOnly(new Content(path("f")), new Content(path("g")));
    assertThat(
            told(
                EnumSet.of(Trigger.DELETE, Trigger.ATTRIB, Trigger.MOVE_TO),
                "echo x >f",
                "echo y >>f; echo z >g"))
        .isEmpty();
  }

  @Test
  void moveTo() throws Exception {
    String before = "echo x >f; mkdir d; echo y >../in; mkdir -p ../tree";
    assertThat(only(Trigger.MOVE_TO, before, "mv f g; mv ../in h; mv d e; mv ../tree t; rm g"))
        .containsExactly(
            new Content(path("g")),
            new Content(path("h")),
            new Tree(path("e")),
            new Tree(path("t")));
    assertThat(without(Trigger.MOVE_TO, "echo x >f; mkdir d", "mv f g; mv d e"))
        .containsExactly(new Gone(path("f"), false), new Gone(path("d"), true));
  }

  @Test
  void moveFrom() throws Exception {
    String before = "echo x >f; echo x >k; mkdir d; rm -rf ../out; mkdir ../out";
    // That k went out of the tree is certain when there is another one.
    assertThat(only(Trigger.MOVE_FROM, before, "mv f g; mv d e; mv k ../out/; echo x >k; rm g"))
        .containsExactly(
            new Gone(path("f"), false), new Gone(path("d"), true), new Gone(path("k"), false));
    // What happens below is told under the name that it has now.
    assertThat(without(Trigger.MOVE_FROM, "mkdir d", "mv d e; echo x >e/f"))
        .contains(new Tree(path("e")), new Content(path("e/f")))
        .noneMatch(Gone.class::isInstance)
        .noneMatch(Moved.class::isInstance);
  }

  @Test
  void attrib() throws Exception {
    String before = "echo x >f; mkdir d";
    assertThat(only(Trigger.ATTRIB, before, "chmod 600 f; chmod 700 d; echo y >>f; echo z >d/g"))
        .containsExactly(new Attributes(path("f"), false), new Attributes(path("d"), true));
    assertThat(without(Trigger.ATTRIB, before, "chmod 600 f; chmod 700 d; touch -d @1 d"))
        .isEmpty();
    // The directory is watched as before.
    assertThat(told(EnumSet.allOf(Trigger.class), before, "chmod 700 d; echo x >d/f; rm d/f"))
        .contains(new Attributes(path("d"), true), new Gone(path("d/f"), false));
  }

  @Test
  void modify() throws Exception {
    Path root = Files.createDirectory(base.resolve("open"));
    Recorder recorder = new Recorder();
    try (var held = Files.newOutputStream(root.resolve("f"));
        TreeWatcher _ =
            TreeWatcher.start(
                BytePath.of(root.toString()),
                new WatchOptions(EnumSet.of(Trigger.MODIFY), DirectoryFilter.NONE, REST, REST),
                recorder)) {
      held.write(1);
      assertThat(recorder.until(new Content(path("f")))).containsExactly(new Content(path("f")));
    }
    assertThat(without(Trigger.MODIFY, "echo x >f", "exec 3>>f; echo y >&3; exec 3>&-"))
        .containsExactly(new Content(path("f")));
  }
}
