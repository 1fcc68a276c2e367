package org.jsersync.protocol.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jsersync.protocol.child.Surroundings.Descriptor;
import org.jsersync.protocol.child.Surroundings.Leads;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.PosixException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ChildTest {
  private static final Surroundings ALONE =
      new Surroundings(Collections.nCopies(3, Descriptor.NOWHERE), Leads.GROUP, false);

  @TempDir private Path dir = Path.of("");

  private static List<byte[]> words(String... words) {
    List<byte[]> bytes = new ArrayList<>();
    for (String word : words) {
      bytes.add(word.getBytes(StandardCharsets.ISO_8859_1));
    }
    return bytes;
  }

  private static Child.Exit run(Surroundings surroundings, String... words) throws PosixException {
    return Child.start(Program.of(words(words)), surroundings).await();
  }

  @Test
  void theFileTheWordsAndTheEnvironmentAreWhatTheyAre() throws Exception {
    Path out = dir.resolve("out");
    Program program =
        new Program(
            words("-\377", "-c", "printf '%s %s ' \"$0\" \"$A\" > " + out, "\376 $(\n"),
            BytePath.of("/bin/sh"),
            words("A=\375"));
    assertThat(Child.start(program, ALONE).await()).isEqualTo(new Child.Exit(0, 0));
    assertThat(Files.readString(out, StandardCharsets.ISO_8859_1)).isEqualTo("\376 $(\n \375 ");
  }

  @ParameterizedTest
  @EnumSource
  void itLeadsAGroupOrASessionAndBlocksNoSignal(Leads leads) throws Exception {
    Path out = dir.resolve("out");
    // Not the shell itself, which blocks signals while it begins to wait for somebody.
    Child child =
        Child.start(
            Program.of(words("sh", "-c", "exec cat /proc/self/stat /proc/self/status > " + out)),
            new Surroundings(ALONE.descriptors(), leads, false));
    assertThat(child.await().code()).isZero();
    List<String> lines = Files.readAllLines(out);
    String[] stat = lines.getFirst().replaceFirst(".*\\) ", "").split(" ", -1);
    String pid = Integer.toString(child.pid());
    assertThat(stat[2]).as("group").isEqualTo(pid);
    assertThat(stat[3].equals(pid)).as("session").isEqualTo(leads == Leads.SESSION);
    assertThat(lines).contains("SigBlk:\t0000000000000000");
  }

  @Test
  void descriptorsGoWhereTheyAreToAndOthersStayIfTheyMay() throws Exception {
    try (ReportPipe pipe = ReportPipe.open()) {
      List<Descriptor> four = new ArrayList<>(ALONE.descriptors());
      four.add(pipe.childsEnd());
      assertThat(run(new Surroundings(four, Leads.GROUP, false), "sh", "-c", "echo >&3").code())
          .isZero();
      assertThat(run(ALONE, "sh", "-c", "echo >&3").code()).isNotZero();
      assertThat(pipe.await()).isTrue();
    }
    try (ReportPipe pipe = ReportPipe.open()) {
      List<Descriptor> four = new ArrayList<>(ALONE.descriptors());
      four.add(pipe.childsEnd());
      assertThat(run(new Surroundings(four, Leads.SESSION, true), "true").code()).isZero();
      assertThat(pipe.await()).isFalse();
    }
  }

  @Test
  void itEndsWhenItIsToldTo() throws Exception {
    Child asked = Child.start(Program.of(words("sleep", "1000")), ALONE);
    assertThat(asked.await(Duration.ofMillis(1))).isNull();
    asked.terminate();
    assertThat(asked.await()).isEqualTo(new Child.Exit(0, 15));
    assertThat(asked.await(Duration.ofHours(1))).as("known by now").isEqualTo(asked.await());
    assertThat(asked.await().status()).isEqualTo(128 + 15);

    Child killed = Child.start(Program.of(words("sleep", "1000")), ALONE);
    killed.killGroup();
    assertThat(killed.await(Duration.ofHours(1))).isEqualTo(new Child.Exit(0, 9));
    killed.kill();
    assertThat(Path.of("/proc/" + killed.pid())).as("a zombie").doesNotExist();
  }

  @Test
  void whatCannotBeStartedIsSaid() throws Exception {
    Path script = Files.writeString(dir.resolve("script"), "exit 0\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    assertErrno(PosixException.ENOEXEC, script.toString());
    assertErrno(PosixException.ENOENT, "/nowhere");
    assertErrno(PosixException.EINVAL, "true", "a\0b");
  }

  private static void assertErrno(int errno, String... words) {
    assertThatThrownBy(() -> run(ALONE, words))
        .isInstanceOfSatisfying(PosixException.class, e -> assertThat(e.errno()).isEqualTo(errno));
  }
}
