package org.jsersync.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jsersync.protocol.AddressFamily;
import org.jsersync.protocol.RemoteShell;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.junit.jupiter.api.Test;

class ShellCommandTest {
  private static String words(RemoteShell shell, AddressFamily family) throws RsyncException {
    RsyncTarget target = RsyncTarget.parse("me@h:x".getBytes(StandardCharsets.UTF_8), 873, shell);
    return ShellCommand.of(shell, target, family, Duration.ZERO, List.of("--server")).stream()
        .map(word -> new String(word, StandardCharsets.UTF_8))
        .collect(Collectors.joining(" "));
  }

  @Test
  void sshIsToldWhichAddressesItMayUse() throws RsyncException {
    RemoteShell ssh = RemoteShell.ssh();
    String before = "ssh -T -o BatchMode=yes ";
    String after = "-l me -- h rsync --server";
    assertThat(words(ssh, AddressFamily.ANY)).isEqualTo(before + after);
    assertThat(words(ssh, AddressFamily.IPV4)).isEqualTo(before + "-4 " + after);
    assertThat(words(ssh, AddressFamily.IPV6)).isEqualTo(before + "-6 " + after);
  }

  @Test
  void otherShellsAreNot() throws RsyncException {
    assertThat(words(RemoteShell.parse("helper -v"), AddressFamily.IPV6))
        .isEqualTo("helper -v -l me h rsync --server");
  }
}
