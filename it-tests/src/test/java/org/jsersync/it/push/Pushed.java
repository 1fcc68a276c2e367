package org.jsersync.it.push;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.product.Product;

/** One push by our client, and the same by the stock one. */
final class Pushed {
  private Pushed() {}

  /** {@code jrsync WORDS} into the module {@code data}, run in the source directory. */
  static Command.Outcome ours(RsyncDaemon daemon, Path source, List<String> words) {
    return Product.jrsync(arguments(daemon, words, "data")).in(source).run();
  }

  /** {@code rsync WORDS} into the module {@code backup}, run in the source directory. */
  static Command.Outcome stock(RsyncDaemon daemon, Path source, List<String> words) {
    return into(daemon, source, words, "backup");
  }

  /** Makes a module what the source is now, by the stock client. */
  static void seed(RsyncDaemon daemon, Path source, String module) {
    Command.Outcome outcome =
        into(daemon, source, List.of("-aH", "--modify-window=-1", "./"), module);
    if (outcome.exit() != 0) {
      throw new AssertionError(outcome.toString());
    }
  }

  private static Command.Outcome into(
      RsyncDaemon daemon, Path source, List<String> words, String module) {
    List<Object> all = new ArrayList<>();
    all.add(RsyncVersion.V3_5_0.binary());
    all.addAll(List.of(arguments(daemon, words, module)));
    return Command.of(all.toArray()).in(source).run();
  }

  private static Object[] arguments(RsyncDaemon daemon, List<String> words, String module) {
    List<Object> all = new ArrayList<>();
    all.add("--password-file=" + daemon.passwordFile());
    all.add("--port=" + daemon.port());
    all.addAll(words);
    all.add(daemon.target(module + "/"));
    return all.toArray();
  }
}
