package org.jsersync.daemon.cli.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jsersync.protocol.DaemonAddress;
import org.jsersync.protocol.RemoteShell;
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
    refuses(4, "pulling from h:dir is not supported yet", "h:dir", "a");
    refuses(4, "listing h:dir is not supported yet", "h:dir");
    refuses(1, "cannot both be remote", "h:a", "h:b");
    refuses(1, "Unexpected remote arg: x:y", "a", "x:y", "h:b");
    refuses(1, "take for an option", "a", "-oProxyCommand=x:b");
    refuses(4, "copying to a local directory is not supported", "a", "b");
    refuses(1, "cannot both be remote", "rsync://a/b", "c::d");
    refuses(1, "Unexpected remote arg: x::y", "a", "x::y", "h::mod");
    refuses(1, "Empty source arg specified.", "", "h::mod");
    refuses(1, "Empty destination arg specified", "a", "");
    refuses(5, "The remote path must start with a module name not a /", "a", "h::/x");
    refuses(5, "The remote path must start with a module name not a /", "a", "rsync://h//x");
    refuses(1, "no number for a port", "a", "rsync://h:abc/m");
  }

  @Test
  void aHostIsReachedByARemoteShellAndADaemonOnlyIfOneIsChosen() throws RsyncException {
    assertThat(target(0, "u@h:/dir").shell()).isEqualTo(new RemoteShell(List.of("remsh")));
    assertThat(target(0, "h::m").shell()).isNull();
    RemoteShell chosen = new RemoteShell(List.of("ssh", "-p", "22"), "sudo rsync");
    for (String destination : List.of("h:dir", "h::m", "rsync://h/m")) {
      Places places = places(0, new Shells(chosen, chosen), "a", destination);
      assertThat(((Places.Push) places).target().shell()).isEqualTo(chosen);
    }
    assertThatThrownBy(() -> places(0, new Shells(chosen, chosen), "h::"))
        .hasMessageContaining("cannot be listed through a remote shell");
  }

  @Test
  void optionsAndVariableChooseTheShell() throws RsyncException {
    Map<String, String> none = Map.of();
    Map<String, String> variable = Map.of("RSYNC_RSH", "remsh -n");
    assertThat(shells(none)).isEqualTo(new Shells(null, RemoteShell.ssh()));
    assertThat(shells(variable))
        .isEqualTo(new Shells(null, new RemoteShell(List.of("remsh", "-n"))));
    RemoteShell own = new RemoteShell(List.of("ssh", "-p", "22"), "sudo rsync");
    assertThat(shells(variable, "-e", "ssh -p 22", "--rsync-path=sudo rsync"))
        .isEqualTo(new Shells(own, own));
    assertThat(shells(none, "--rsync-path=r").toHosts()).isEqualTo(RemoteShell.ssh().starting("r"));
    assertThatThrownBy(() -> shells(none, "-e", "ssh 'x"))
        .hasMessageStartingWith("Missing trailing");
    assertThatThrownBy(() -> shells(none, "--rsync-path= ")).hasMessageContaining("no program");
  }

  private static Shells shells(Map<String, String> variables, String... words)
      throws RsyncException {
    Settings settings = new Settings();
    List<byte[]> arguments = CommandLine.read(OptionTable.rsync(), settings, bytes(words));
    return Shells.of(SettingsCheck.settle(settings, arguments, null), variables);
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
    return places(port, new Shells(null, new RemoteShell(List.of("remsh"))), arguments);
  }

  private static Places places(int port, Shells shells, String... arguments) throws RsyncException {
    return Places.of(bytes(arguments), port, shells);
  }

  private static List<byte[]> bytes(String... words) {
    return Arrays.stream(words).map(a -> a.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
