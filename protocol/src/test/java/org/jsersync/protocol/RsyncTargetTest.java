package org.jsersync.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 04-options, section 3. */
class RsyncTargetTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "host::mod              | -   | host          | 873  | mod   | .       | true",
        "host::mod/             | -   | host          | 873  | mod   | .       | true",
        "me@host::mod/a/b       | me  | host          | 873  | mod   | a/b     | false",
        "me@host::mod/a/b/      | me  | host          | 873  | mod   | a/b     | true",
        "a@b@host::mod//x       | a@b | host          | 873  | mod   | x       | false",
        "[::1]::mod             | -   | ::1           | 873  | mod   | .       | true",
        "me@[fe80::1%eth0]::m/x | me  | fe80::1%eth0  | 873  | m     | x       | false",
        "host::-mod/-x          | -   | host          | 873  | -mod  | -x      | false",
        "host::mod x/y          | -   | host          | 873  | mod x | y       | false",
        "host::m/a:b::c         | -   | host          | 873  | m     | a:b::c  | false",
        "rsync://host/mod       | -   | host          | 874  | mod   | .       | true",
        "RSYNC://me@host:99/m/p | me  | host          | 99   | m     | p       | false",
        "rsync://host:/mod/p    | -   | host          | 873  | mod   | p       | false",
        "rsync://host:0/mod     | -   | host          | 873  | mod   | .       | true",
        "rsync://[::1]:99/mod/p | -   | ::1           | 99   | mod   | p       | false",
        "rsync://a@b@[::1]/mod  | a@b | ::1           | 874  | mod   | .       | true",
      })
  void parts(
      String text,
      String user,
      String host,
      int port,
      String module,
      String path,
      boolean directory)
      throws Exception {
    int defaultPort = text.toLowerCase(Locale.ROOT).startsWith("rsync:") ? 874 : 873;
    RsyncTarget target = RsyncTarget.parse(text.getBytes(UTF_8), defaultPort);
    assertThat(target.user()).isEqualTo(user);
    assertThat(target.host()).isEqualTo(host);
    assertThat(target.port()).isEqualTo(port);
    assertThat(target.module()).isEqualTo(module);
    assertThat(target.path()).hasToString(path);
    assertThat(target.directory()).isEqualTo(directory);
    assertThat(RsyncTarget.parse(target.toString())).isEqualTo(target);
  }

  @Test
  void aPathKeepsItsBytes() throws Exception {
    byte[] text = "h::m/x\u00ff\u00e4".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(RsyncTarget.parse(text, 873).path().toBytes())
        .isEqualTo("x\u00ff\u00e4".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(RsyncTarget.parse("h::mäh/ü").module()).isEqualTo("mäh");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dir/file          | is no place on another host",
        "./x::y            | is no place on another host",
        "host:a*b          | has a wildcard in its path",
        "host:~other/x     | another user's home",
        "-oProxyCommand=x:p | take for an option",
        "-l@host:p         | take for an option",
        "@host:p           | take for an option",
        "host::            | names no module",
        "rsync://host      | names no module",
        "rsync://host/     | names no module",
        "host::/x          | a / where a module's name must stand",
        "rsync://h//x      | a / where a module's name must stand",
        "rsync://h:abc/m   | has no number for a port",
        "rsync://h:99999/m | has port 99999",
        "rsync:///m        | is no rsync URL",
        "rsync://[::1/m    | is no rsync URL",
        "a b@host::m       | in the user's name",
      })
  void whatIsWrongIsSaid(String text, String message) {
    assertThatThrownBy(() -> RsyncTarget.parse(text))
        .isInstanceOf(RsyncException.class)
        .hasMessageStartingWith("\"" + text + "\" ")
        .hasMessageContaining(message)
        .extracting("kind", "exitCode")
        .containsExactly(RsyncException.Kind.USAGE, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "host:/srv/data     | -  | host | /srv/data | false | host:/srv/data",
        "me@host:/srv/data/ | me | host | /srv/data | true  | me@host:/srv/data/",
        "host:              | -  | host | .         | true  | host:",
        "host:~             | -  | host | .         | true  | host:",
        "host:~//x/y        | -  | host | x/y       | false | host:x/y",
        "host:/             | -  | host | /         | true  | host:/",
        "[::1]:a:b          | -  | ::1  | a:b       | false | [::1]:a:b",
        "host:-x            | -  | host | -x        | false | host:-x",
      })
  void aPlaceOnAHost(
      String text, String user, String host, String path, boolean directory, String shown)
      throws Exception {
    RsyncTarget target = RsyncTarget.parse(text);
    assertThat(target.isModule()).isFalse();
    assertThat(target.user()).isEqualTo(user);
    assertThat(target.host()).isEqualTo(host);
    assertThat(target.path()).hasToString(path);
    assertThat(target.directory()).isEqualTo(directory);
    assertThat(target.shell()).isEqualTo(RemoteShell.ssh());
    assertThat(target).hasToString(shown);
  }

  @Test
  void aDaemonBehindARemoteShell() throws Exception {
    RemoteShell shell = RemoteShell.parse("ssh -p 22");
    RsyncTarget target = RsyncTarget.parse("me@host::mod/x".getBytes(UTF_8), 873, shell);
    assertThat(target.isModule()).isTrue();
    assertThat(target.shell()).isEqualTo(shell);
    assertThat(target.server()).isEqualTo("me@host");
    assertThat(target).hasToString("me@host::mod/x");
    assertThatThrownBy(() -> RsyncTarget.parse("-x::mod".getBytes(UTF_8), 873, shell))
        .hasMessageContaining("take for an option");
  }

  @Test
  void aLineBreakCannotSlipIntoTheHandshake() {
    assertThatThrownBy(() -> RsyncTarget.parse("h::mod\nx/y")).hasMessageContaining("line break");
    assertThatThrownBy(() -> RsyncTarget.parse("u\nx@h::mod")).hasMessageContaining("user's name");
    assertThatThrownBy(() -> RsyncTarget.parse("h::m/\0")).hasMessageContaining("NUL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"host::", "rsync://host", "rsync://host/", "user@host::"})
  void aDaemonAlone(String text) throws Exception {
    assertThat(DaemonAddress.parse(text)).hasToString("host:873");
  }

  @Test
  void aDaemonByAddress() throws Exception {
    assertThat(DaemonAddress.parse("rsync://[::1]:99/")).hasToString("[::1]:99");
    assertThatThrownBy(() -> DaemonAddress.parse("host::mod"))
        .hasMessageContaining("names a module");
  }
}
