package org.jsersync.daemon.cli.rsync;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.DisplayName;

/** Where the password comes from if a daemon asks (04-options, section 4.1). */
final class Passwords {
  private Passwords() {}

  static PasswordSource of(Invocation invocation, Environment environment) throws RsyncException {
    byte[] file = invocation.passwordFile();
    if (file == null) {
      return PasswordSource.environment(environment.variables());
    }
    if (file.length == 1 && file[0] == '-') {
      return PasswordSource.stream(environment.in());
    }
    try {
      return PasswordSource.file(Path.of(new String(file, StandardCharsets.UTF_8)));
    } catch (InvalidPathException e) {
      throw OptionUse.usage(
          "--password-file=" + DisplayName.of(file) + ": this locale has no such name");
    }
  }
}
