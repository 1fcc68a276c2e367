package org.jsersync.daemon.cli.rsync;

import static org.jsersync.daemon.cli.rsync.OptionSpec.option;

import java.util.List;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RsyncException;

/** The way to the daemon (04-options, section 1.2, "Connection and the rest"). */
final class ConnectionOptions {
  private static final int OLDEST_RSYNC_PROTOCOL = 20;
  private static final int OLDEST_PROTOCOL = 30;
  private static final long SLOWEST = 512;
  private static final String NO_BATCH = "there are no batch files";
  private static final String CLIENT_ONLY = "this is a client only";

  static final List<OptionSpec> ALL =
      List.of(
          option("port", "specify double-colon alternate port number")
              .takes("PORT", (s, use) -> s.port = port(use)),
          option("address", "bind address for outgoing socket to daemon")
              .takes("ADDRESS", (s, use) -> s.push.address(use.text())),
          option("sockopts", "specify custom TCP options").later("OPTIONS"),
          option("ipv4 4", "connect to IPv4 addresses only")
              .does((s, use) -> s.push.set(PushFlag.IPV4).clear(PushFlag.IPV6)),
          option("ipv6 6", "connect to IPv6 addresses only")
              .does((s, use) -> s.push.set(PushFlag.IPV6).clear(PushFlag.IPV4)),
          option("timeout", "set I/O timeout in seconds")
              .negatable()
              .takes("SECONDS", (s, use) -> s.push.timeoutSeconds(seconds(use))),
          option("contimeout", "set daemon connection timeout in seconds")
              .negatable()
              .takes("SECONDS", (s, use) -> s.push.connectTimeoutSeconds(seconds(use))),
          option("bwlimit", "limit socket I/O bandwidth")
              .negatable()
              .takes("RATE", (s, use) -> s.push.bandwidthLimitKib(kibPerSecond(use))),
          option("password-file", "read daemon-access password from FILE")
              .takes("FILE", (s, use) -> s.passwordFile = use.value()),
          option("early-input", "use FILE for daemon's early exec input").later("FILE"),
          option("secluded-args protect-args s", "use the protocol to safely send the arguments")
              .negatable()
              .sets(PushFlag.SECLUDED_ARGS),
          option("old-args", "disable the modern argument-protection idiom")
              .negatable()
              .does((s, use) -> s.oldArgs = !use.negated()),
          option("remote-option M", "send OPTION to the remote side only")
              .takes("OPTION", (s, use) -> s.remoteOption(use.text())),
          option("protocol", "force an older protocol version to be used")
              .takes("NUM", (s, use) -> s.push.protocolCap(protocol(use))),
          option("iconv", "request charset conversion of filenames")
              .negatable()
              .later("CONVERT_SPEC"),
          // It is about pulling.
          option("trust-sender", "trust the remote sender's file list").does((s, use) -> {}),
          option("rsh e", "specify the remote shell to use")
              .takes("COMMAND", (s, use) -> s.rsh = use.text()),
          option("rsync-path", "specify the rsync to run on remote machine")
              .takes("PROGRAM", (s, use) -> s.rsyncPath = use.text()),
          // How a remote shell's socket is read is nobody else's business here.
          option("blocking-io", "use blocking I/O for the remote shell")
              .negatable()
              .does((s, use) -> {}),
          option("write-batch", "write a batched update to FILE").never("FILE", NO_BATCH),
          option("only-write-batch", "like --write-batch but w/o updating dest")
              .never("FILE", NO_BATCH),
          option("read-batch", "read a batched update from FILE").never("FILE", NO_BATCH),
          option("server", "").never("", CLIENT_ONLY),
          option("sender", "").never("", CLIENT_ONLY),
          option("daemon", "").never("", CLIENT_ONLY),
          option("config", "").never("FILE", CLIENT_ONLY),
          option("dparam", "").never("OVERRIDE", CLIENT_ONLY),
          option("detach", "").never("", CLIENT_ONLY),
          option("no-detach", "").never("", CLIENT_ONLY));

  private ConnectionOptions() {}

  private static int seconds(OptionUse use) throws RsyncException {
    return use.negated() ? 0 : Math.max(use.integer(), 0);
  }

  private static int port(OptionUse use) throws RsyncException {
    int port = use.integer();
    if (port < 0 || port > 0xffff) {
      throw use.wrong("ports end at 65535");
    }
    return port;
  }

  private static int kibPerSecond(OptionUse use) throws RsyncException {
    if (use.negated()) {
      return 0;
    }
    long bytes = SizeValue.of(use, 'k', Integer.MAX_VALUE * 1024L, "");
    if (bytes > 0 && bytes < SLOWEST) {
      throw SizeValue.wrong(use, "is too small (min: 512 or 0 for unlimited)");
    }
    return (int) Math.min((bytes + 512) / 1024, Integer.MAX_VALUE);
  }

  private static int protocol(OptionUse use) throws RsyncException {
    int protocol = use.integer();
    if (protocol < OLDEST_RSYNC_PROTOCOL) {
      throw RsyncException.protocol("--protocol=" + use.shown() + ": no such protocol");
    }
    if (protocol < OLDEST_PROTOCOL) {
      throw new RsyncException(
          RsyncException.Kind.UNSUPPORTED,
          "--protocol=" + use.shown() + " is not supported: the oldest one is " + OLDEST_PROTOCOL);
    }
    return Math.min(protocol, PushOptions.NEWEST_PROTOCOL);
  }
}
