package org.jsersync.it.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NfsServerTest {
  @Test
  void aFileWrittenOverNfsStandsInTheExportedDirectory(@TempDir Path exported, @TempDir Path other)
      throws IOException {
    Path file = Files.writeString(other.resolve("file"), "over the wire");
    try (NfsServer server = NfsServer.export(exported)) {
      server.write(file, "copied");
      assertThat(exported.resolve("copied")).hasContent("over the wire");
    }
  }
}
