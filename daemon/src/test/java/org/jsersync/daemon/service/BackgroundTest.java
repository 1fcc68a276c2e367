package org.jsersync.daemon.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** 06-sersync, section 2.2. */
@Timeout(60)
class BackgroundTest {
  @TempDir private Path dir = Path.of("");

  private static int shell(String script, byte[]... more) throws IOException {
    List<byte[]> words = new ArrayList<>();
    for (String word : List.of("sh", "-c", script)) {
      words.add(word.getBytes(StandardCharsets.UTF_8));
    }
    words.addAll(List.of(more));
    return Background.start("/bin/sh", words, List.of("A=b".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void itReturnsWhenTheOtherOneSaysSoThoughThatOneGoesOn() throws Exception {
    Path question = dir.resolve("question");
    Path answer = dir.resolve("answer");
    for (Path fifo : List.of(question, answer)) {
      assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    }
    String goesOn = "read line <" + question + "; echo $line >" + answer;
    assertThat(shell("echo >&3; exec 3>&-; " + goesOn)).isZero();
    Files.writeString(question, "still there\n");
    assertThat(answer).hasContent("still there");
  }

  @Test
  void itPassesOnHowTheOtherOneEnded() throws IOException {
    assertThat(shell("exit 255")).isEqualTo(255);
    assertThat(shell("exit 0")).isZero();
    assertThat(shell("kill -9 $$")).isEqualTo(128 + 9);
  }

  @Test
  void theOtherOneLeadsASessionAndBlocksNoSignal() throws IOException {
    Path file = dir.resolve("stat");
    // Not the shell itself, which blocks signals while it begins to wait for somebody.
    shell("exec cat /proc/self/stat /proc/self/status >" + file);
    List<String> lines = Files.readAllLines(file);
    String[] stat = lines.getFirst().replaceFirst(".*\\) ", "").split(" ", -1);
    String pid = lines.getFirst().substring(0, lines.getFirst().indexOf(' '));
    assertThat(stat[3]).as("session").isEqualTo(pid);
    assertThat(lines).contains("SigBlk:\t0000000000000000");
  }

  @Test
  void argumentsAndEnvironmentAreBytes() throws IOException {
    Path file = dir.resolve("said");
    shell(
        "printf %s \"$0\" \"$A\" >" + file + "; exit 1", new byte[] {(byte) 0xff, ' ', '$', '\n'});
    assertThat(Files.readAllBytes(file)).isEqualTo(new byte[] {(byte) 0xff, ' ', '$', '\n', 'b'});
  }

  @Test
  void whatCannotBeStartedIsAnError() {
    assertThatThrownBy(() -> Background.start("/no/such/program", List.of(), List.of()))
        .hasMessage("starting \"/no/such/program\" failed: No such file or directory (2)");
  }

  @Test
  void onlyTheChildOfWhoSetTheMarkIsInTheBackground() {
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    assertThat(Background.ofProcess(Map.of()).entered()).isFalse();
    assertThat(Background.ofProcess(Map.of("JSERSYNC_BACKGROUND", "1" + parent)).entered())
        .isFalse();
    assertThat(Background.ofProcess(Map.of("JSERSYNC_BACKGROUND", "" + parent)).entered()).isTrue();
  }
}
