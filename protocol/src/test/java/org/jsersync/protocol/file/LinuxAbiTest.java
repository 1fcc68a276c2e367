package org.jsersync.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LinuxAbiTest {
  @Test
  void theOpenFlagsDifferBetweenTheMachines() {
    assertThat(LinuxAbi.of("Linux", "amd64").directoryFlag).isEqualTo(0200000);
    assertThat(LinuxAbi.of("Linux", "amd64").noFollowFlag).isEqualTo(0400000);
    assertThat(LinuxAbi.of("Linux", "aarch64").directoryFlag).isEqualTo(0040000);
    assertThat(LinuxAbi.of("Linux", "aarch64").noFollowFlag).isEqualTo(0100000);
  }

  @Test
  void anotherMachineIsRefusedByName() {
    assertThat(LinuxAbi.of("Mac OS X", "aarch64")).isSameAs(LinuxAbi.UNSUPPORTED);
    assertThat(LinuxAbi.of("Linux", "s390x")).isSameAs(LinuxAbi.UNSUPPORTED);
    assertThatThrownBy(LinuxAbi.UNSUPPORTED::require)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Linux system calls on x86-64 or arm64");
  }
}
