package org.jsersync.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class IdNamesTest {
  private final IdNames names = new IdNames();

  @Test
  void namesAreThoseOfTheMachine() {
    Shell shell = new Shell(Path.of("/"));
    assertThat(names.user(0)).asString().isEqualTo(shell.run("id -un 0"));
    assertThat(names.group(0)).asString().isEqualTo(shell.run("getent group 0 | cut -d: -f1"));
  }

  @Test
  void aNumberWithoutANameHasNone() {
    assertThat(names.user(0x7ffffff1)).isNull();
    assertThat(names.group(-2)).isNull();
  }

  @Test
  void anAnswerIsRemembered() {
    assertThat(names.user(0)).isSameAs(names.user(0));
  }
}
