package org.jsersync.daemon.cli.rsync;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jsersync.protocol.RsyncClient;

/** Runs {@link JrsyncCommand} as a process. */
public final class JrsyncMain {
  private static final int OUTPUT_BUFFER = 1 << 16;

  private JrsyncMain() {}

  /** Ends the process with rsync's exit code. */
  public static void main(String[] args) {
    if (args.length > 1) {
      RsyncClient.shared().prepare();
    }
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), OUTPUT_BUFFER),
            false,
            StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Environment environment =
        new Environment(
            System.in, out, err, System.getenv(), CurrentDirectory.path(), InstantSource.system());
    int code =
        new JrsyncCommand(
                new ClientDaemons(RsyncClient.shared(), environment.directory()),
                environment,
                version())
            .run(RawArguments.of(args));
    RsyncClient.shared().stop();
    System.exit(code);
  }

  private static String version() {
    String version = JrsyncMain.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version.replace("-SNAPSHOT", "");
  }
}
