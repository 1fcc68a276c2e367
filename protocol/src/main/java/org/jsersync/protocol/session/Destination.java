package org.jsersync.protocol.session;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jsersync.protocol.RsyncTarget;

/**
 * The path argument of a push: {@code MODULE/PATH} for a daemon (01-session, section 3.5;
 * 04-options, section 3.3), else the path.
 */
final class Destination {
  private final byte[] argument;
  private final byte[] module;

  private Destination(byte[] argument, byte[] module) {
    this.argument = argument;
    this.module = module;
  }

  static Destination of(RsyncTarget target) {
    byte[] module = ServerArguments.bytes(target.isModule() ? target.module() + "/" : "");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // A daemon without chroot takes what stands behind the module's name for an option.
    addName(out, module);
    byte[] path = target.path().toBytes();
    addName(out, path);
    if (out.size() == 0) {
      out.write('.');
    }
    if (path.length > 0 && target.directory() && path[path.length - 1] != '/') {
      out.write('/');
    }
    return new Destination(out.toByteArray(), module);
  }

  private static void addName(ByteArrayOutputStream out, byte[] name) {
    if (name.length > 0 && name[0] == '-') {
      out.writeBytes(ServerArguments.bytes("./"));
    }
    out.writeBytes(name);
  }

  byte[] argument() {
    return argument;
  }

  /** Whether a daemon would take it for two arguments, at a blank before the module's name. */
  boolean splits() {
    if (module.length == 0) {
      return false;
    }
    for (int i = 0; i + module.length < argument.length; i++) {
      if (argument[i] == ' '
          && Arrays.equals(argument, i + 1, i + 1 + module.length, module, 0, module.length)) {
        return true;
      }
    }
    return false;
  }
}
