package org.jsersync.it.parts;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an rsyncd.conf says; starts as the one of the main use case: uid and gid rsync, {@code fake
 * super}, no chroot, {@code auth users = rsync_backup}, modules {@code data} and {@code backup}.
 */
public final class RsyncdConf {
  /** The user of {@code auth users}. */
  public static final String USER = "rsync_backup";

  /** The password in the secrets file. */
  public static final String PASSWORD = "correct horse";

  private final Map<String, String> global = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> modules = new LinkedHashMap<>();

  private String address = "127.0.0.1";
  private int port;

  private RsyncdConf() {}

  /** The configuration of the main use case. */
  public static RsyncdConf mainUseCase() {
    RsyncdConf conf = new RsyncdConf();
    if (Parts.isRoot()) {
      conf.set("uid", "rsync").set("gid", "rsync");
    }
    conf.set("fake super", "yes").set("use chroot", "no").set("max connections", "200");
    conf.set("auth users", USER).set("list", "no");
    conf.set("read only", "no").set("ignore errors", "yes");
    return conf.module("data", Map.of()).module("backup", Map.of());
  }

  /** A server that runs as root and keeps owners and devices as they are; needs root. */
  public static RsyncdConf asRoot() {
    Parts.needRoot();
    return mainUseCase().set("uid", "root").set("gid", "root").set("fake super", "no");
  }

  /** Sets a parameter for all modules, or a global one. */
  public RsyncdConf set(String name, String value) {
    global.put(name, value);
    return this;
  }

  /** Leaves a parameter out: {@code without("auth users")} lets everybody in. */
  public RsyncdConf without(String name) {
    global.remove(name);
    return this;
  }

  /** Adds a module, or parameters to one that is there. */
  public RsyncdConf module(String name, Map<String, String> parameters) {
    modules.computeIfAbsent(name, _ -> new LinkedHashMap<>()).putAll(parameters);
    return this;
  }

  /** Where it listens; otherwise 127.0.0.1, on a port that is free. */
  public RsyncdConf listen(String on, int tcpPort) {
    this.address = on;
    this.port = tcpPort;
    return this;
  }

  String address() {
    return address;
  }

  /** The port to listen on, 0 for any. */
  int port() {
    return port;
  }

  /** Names of the modules. */
  Iterable<String> modules() {
    return modules.keySet();
  }

  /** Whether the server runs as the user rsync. */
  boolean runsAsRsync() {
    return "rsync".equals(global.get("uid"));
  }

  /** Whether it keeps owners and modes in extended attributes. */
  boolean fakeSuper() {
    return "yes".equals(global.get("fake super"));
  }

  /** The file's text, for a server whose files and modules lie in one directory. */
  String text(Path home, int tcpPort) {
    StringBuilder text = new StringBuilder();
    line(text, "port", String.valueOf(tcpPort));
    line(text, "address", address);
    line(text, "pid file", home.resolve("pid").toString());
    line(text, "lock file", home.resolve("lock").toString());
    line(text, "log file", home.resolve("log").toString());
    line(text, "secrets file", home.resolve("secrets").toString());
    global.forEach((name, value) -> line(text, name, value));
    modules.forEach(
        (module, parameters) -> {
          text.append('[').append(module).append("]\n");
          line(text, "path", home.resolve(module).toString());
          parameters.forEach((name, value) -> line(text, name, value));
        });
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(" = ").append(value).append('\n');
  }
}
