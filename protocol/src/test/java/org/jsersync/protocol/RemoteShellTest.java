package org.jsersync.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each as rsync 3.5.0 started the program. */
class RemoteShellTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "ssh                    | ssh",
        " ssh  -p 22            | ssh,-p,22",
        "ssh 'a b'x             | ssh,a bx",
        "ssh a''b               | ssh,ab",
        "ssh 'a''b'             | ssh,a'b",
        "ssh \"x\"\"y\"         | ssh,x\"y",
        "ssh a\\ b              | ssh,a\\,b",
        "ssh -i '/k e/$(x)'     | ssh,-i,/k e/$(x)",
      })
  void isSplitAsRsyncSplitsIt(String command, String words) throws Exception {
    assertThat(RemoteShell.parse(command).words()).isEqualTo(List.of(words.split(",")));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> RemoteShell.parse("ssh 'a"))
        .hasMessage("Missing trailing-' in remote-shell command.");
    assertThatThrownBy(() -> RemoteShell.parse("  ")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> RemoteShell.parse("a\0b")).hasMessageContaining("NUL");
  }

  @Test
  void knowsAnSsh() throws Exception {
    assertThat(RemoteShell.parse("/usr/bin/ssh -v").isSsh()).isTrue();
    assertThat(RemoteShell.parse("rsh").isSsh()).isFalse();
    assertThat(RemoteShell.ssh().onPort(2222)).hasToString("ssh -p 2222");
  }
}
