package org.jsersync.daemon.cli;

import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jsersync run FILE}: sersync's form with words in place of letters. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    synopsisHeading = "Usage: ",
    customSynopsis = "jsersync run [-d] [-r] [--check] FILE",
    descriptionHeading = "%n",
    description = "Mirrors what a configuration says: *.yaml or *.yml, or a confxml.xml.",
    optionListHeading = "%nOptions:%n")
final class RunCommand implements Callable<Integer> {
  private final ToIntFunction<SersyncOptions> start;
  private final ToIntFunction<String> check;

  @Option(
      names = {"-d", "--daemon"},
      description = "go on in the background; returns when all is watched")
  private boolean daemon;

  @Option(
      names = {"-r", "--first-sync"},
      description = "compare everything first, whatever the file says")
  private boolean initialSync;

  @Option(
      names = "--check",
      description = "say of each line what becomes of it, try what it names, change nothing")
  private boolean checks;

  @Parameters(paramLabel = "FILE", description = "the configuration")
  private String file = "";

  RunCommand(ToIntFunction<SersyncOptions> start, ToIntFunction<String> check) {
    this.start = start;
    this.check = check;
  }

  @Override
  public Integer call() {
    return checks
        ? check.applyAsInt(file)
        : start.applyAsInt(SersyncOptions.of(file, initialSync, daemon));
  }
}
