package org.jsersync.daemon.cli.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jsersync.protocol.DaemonAddress;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

/** 04-options, sections 3.1 to 3.3. */
class PlacesTest {

  @Test
  void theLastArgumentIsTheDestination() throws RsyncException {
    Places.Push push = (Places.Push) places(0, "a", "./x:y", "b/c:d", "u@h::mod/dir");
    assertThat(push.sources()).hasSize(3);
    assertThat(push.target())
        .isEqualTo(new RsyncTarget("h", 873, "u", "mod", BytePath.of("dir"), false));
  }

  @Test
  void thePortOptionIsForPlacesWithoutAPort() throws RsyncException {
    assertThat(target(99, "h::mod").port()).isEqualTo(99);
    assertThat(target(99, "rsync://h/mod").port()).isEqualTo(99);
    assertThat(target(99, "rsync://h:7/mod").port()).isEqualTo(7);
    assertThat(target(99, "rsync://h:/mod").port()).isEqualTo(873);
    assertThat(target(0, "[::1]::mod").host()).isEqualTo("::1");
    assertThat(target(0, "u@[::1]::mod").user()).isEqualTo("u");
  }

  @Test
  void aDaemonAloneListsItsModules() throws RsyncException {
    assertThat(places(0, "h::")).isEqualTo(new Places.Modules(new DaemonAddress("h", 873)));
    assertThat(places(7, "h::")).isEqualTo(new Places.Modules(new DaemonAddress("h", 7)));
    assertThat(places(0, "rsync://h/")).isEqualTo(new Places.Modules(new DaemonAddress("h", 873)));
    assertThat(places(0, "rsync://h:7")).isEqualTo(new Places.Modules(new DaemonAddress("h", 7)));
  }

  @Test
  void whatIsNoPushIsRefused() {
    refuses(4, "pulling from h::mod is not supported yet", "h::mod", "dir");
    refuses(4, "pulling from h:: is not supported yet", "h::", "dir");
    refuses(4, "listing h::mod is not supported yet", "h::mod");
    refuses(4, "only daemons can be reached", "a", "h:dir");
    refuses(4, "only daemons can be reached", "h:dir", "a");
    refuses(4, "copying to a local directory is not supported", "a", "b");
    refuses(1, "cannot both be remote", "rsync://a/b", "c::d");
    refuses(1, "Unexpected remote arg: x::y", "a", "x::y", "h::mod");
    refuses(1, "Empty source arg specified.", "", "h::mod");
    refuses(1, "Empty destination arg specified", "a", "");
    refuses(5, "The remote path must start with a module name not a /", "a", "h::/x");
    refuses(5, "The remote path must start with a module name not a /", "a", "rsync://h//x");
    refuses(1, "no number for a port", "a", "rsync://h:abc/m");
  }

  private static void refuses(int code, String message, String... arguments) {
    assertThatThrownBy(() -> places(0, arguments))
        .as(Arrays.toString(arguments))
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            RsyncException.class, e -> assertThat(e.exitCode()).isEqualTo(code));
  }

  private static RsyncTarget target(int port, String destination) throws RsyncException {
    return ((Places.Push) places(port, "a", destination)).target();
  }

  private static Places places(int port, String... arguments) throws RsyncException {
    return Places.of(
        Arrays.stream(arguments).map(a -> a.getBytes(StandardCharsets.UTF_8)).toList(), port);
  }
}
