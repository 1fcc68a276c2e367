package org.jsersync.daemon.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsersync.daemon.config.PluginConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SocketPluginTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void aConnectionCarriesThePathAndNothingElse(String host) throws Exception {
    try (Listener listener = new Listener();
        SocketPlugin plugin = plugin("/w", host, listener.port())) {
      assertThat(plugin.wants(Names.file("a"))).isTrue();
      plugin.deliver(Names.of(Names.file("a")));
      plugin.deliver(Names.of(Names.directory("d")));
      plugin.deliver(Names.of(Names.file("d/s p\377\n")));
      assertThat(listener.nextText()).isEqualTo("/w/a");
      assertThat(listener.nextText()).isEqualTo("/w/d");
      assertThat(listener.nextText()).isEqualTo("/w/d/s p\377\n");
    }
  }

  @Test
  void aSlashBehindTheWatchedDirectoryStays() throws Exception {
    try (Listener listener = new Listener();
        SocketPlugin plugin = plugin("/w/", "127.0.0.1", listener.port())) {
      plugin.deliver(Names.of(Names.file("a")));
      assertThat(new String(listener.next(), StandardCharsets.US_ASCII)).isEqualTo("/w//a");
      assertThat(plugin.check()).isNull();
    }
  }

  @Test
  void aDeadTargetIsSaidAndMayBeTriedAgain() throws Exception {
    try (SocketPlugin plugin = plugin("/w", "127.0.0.1", Listener.deadPort())) {
      assertThatThrownBy(() -> plugin.deliver(Names.of(Names.file("a"))))
          .hasMessage("Connection refused")
          .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.again()).isTrue());
      assertThat(plugin.check()).isEqualTo("Connection refused");
    }
    try (SocketPlugin plugin = plugin("/w", "no-such-host.invalid", 1)) {
      assertThat(plugin.check()).isEqualTo("unknown host no-such-host.invalid");
    }
  }

  @Test
  void itIsSaidBeforehandWhoDoesNotAnswer() throws Exception {
    int port = Listener.deadPort();
    assertThat(PluginCheck.of(new PluginConfig.Socket("/w", "127.0.0.1", port)))
        .isEqualTo(
            new PluginCheck("plugin socket 127.0.0.1:" + port, "Connection refused", List.of()));
    try (Listener listener = new Listener()) {
      PluginConfig there = new PluginConfig.Socket("/w", "127.0.0.1", listener.port());
      assertThat(PluginCheck.of(there).problem()).isNull();
    }
  }

  private static SocketPlugin plugin(String watch, String host, int port) {
    return new SocketPlugin(new PluginConfig.Socket(watch, host, port));
  }
}
