package org.jsersync.daemon.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.jsersync.daemon.cli.rsync.CurrentDirectory;
import org.jsersync.daemon.cli.rsync.MirrorOptions;
import org.jsersync.daemon.cli.rsync.RawArguments;
import org.jsersync.daemon.config.ByteText;
import org.jsersync.daemon.service.Background;
import org.jsersync.daemon.service.Supervisor;
import org.jsersync.daemon.service.Systemd;
import org.jsersync.protocol.RsyncClient;

/** Runs {@link JsersyncCommand} as a process. */
public final class JsersyncMain {
  /** rsync's exit code for a signal. */
  private static final int BROKEN_OFF = 20;

  private JsersyncMain() {}

  /** Ends the process with the command's exit code. */
  public static void main(String[] args) {
    Terminal terminal =
        new Terminal(
            System.in,
            utf8(FileDescriptor.out),
            utf8(FileDescriptor.err),
            isTerminal(Path.of("/proc/self/fd/2")),
            System.getenv(),
            CurrentDirectory.path(),
            Clock.system(ZoneId.systemDefault()));
    PlanRunner once = new OnePass(RsyncClient.shared(), terminal);
    StopSignal stop = new StopSignal(() -> Runtime.getRuntime().halt(BROKEN_OFF));
    Background background = Background.ofProcess(System.getenv());
    Supervisor supervisor =
        Supervisor.of(
            List.of(
                background,
                Systemd.of(System.getenv(), line -> terminal.err().println("jsersync: " + line))));
    PlanRunner live =
        plan -> new LiveMirror(terminal, stop.listen(background.entered()), supervisor).run(plan);
    String[] words = RawArguments.of(args).stream().map(ByteText::decode).toArray(String[]::new);
    int code =
        new JsersyncCommand(
                new MirrorOptions(System.getenv()),
                terminal,
                plan -> (plan.mode() == Plan.Mode.LIVE ? live : once).run(plan),
                new LiveProbe(RsyncClient.shared(), terminal.clock()),
                detour(background),
                System.getProperty("jsersync.name", "jsersync"))
            .run(words);
    RsyncClient.shared().stop();
    System.exit(code);
  }

  private static SersyncCommand.Detour detour(Background background) {
    return new SersyncCommand.Detour() {
      @Override
      public boolean entered() {
        return background.entered();
      }

      @Override
      public int enter() throws IOException {
        return background.enter();
      }
    };
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Whether a descriptor is a terminal that understands more than plain lines. */
  private static boolean isTerminal(Path descriptor) {
    if ("dumb".equals(System.getenv().getOrDefault("TERM", "dumb"))) {
      return false;
    }
    try {
      String device = Files.readSymbolicLink(descriptor).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException _) {
      return false;
    }
  }
}
