package org.jsersync.protocol.session;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jsersync.protocol.RsyncTarget;

/**
 * The path argument of a push, {@code MODULE/PATH} (01-session, section 3.5; 04-options, section
 * 3.3).
 */
final class Destination {
  private final byte[] argument;
  private final byte[] module;

  private Destination(byte[] argument, byte[] module) {
    this.argument = argument;
    this.module = module;
  }

  static Destination of(RsyncTarget target) {
    byte[] module = ServerArguments.bytes(target.module() + "/");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (module[0] == '-') {
      out.writeBytes(ServerArguments.bytes("./"));
    }
    out.writeBytes(module);
    byte[] path = target.path().toBytes();
    if (path.length > 0) {
      if (path[0] == '-') {
        // A daemon without chroot takes what stands behind the module's name for an option.
        out.writeBytes(ServerArguments.bytes("./"));
      }
      out.writeBytes(path);
      if (target.directory()) {
        out.write('/');
      }
    }
    return new Destination(out.toByteArray(), module);
  }

  byte[] argument() {
    return argument;
  }

  /** Whether a daemon would take it for two arguments, at a blank before the module's name. */
  boolean splits() {
    for (int i = 0; i + module.length < argument.length; i++) {
      if (argument[i] == ' '
          && Arrays.equals(argument, i + 1, i + 1 + module.length, module, 0, module.length)) {
        return true;
      }
    }
    return false;
  }
}
