package org.jsersync.daemon.cli;

import java.util.concurrent.Callable;
import org.jsersync.daemon.config.ByteText;
import org.jsersync.daemon.config.ConfXml;
import org.jsersync.daemon.config.ConfigException;
import org.jsersync.daemon.config.ConfigReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code jsersync convert confxml.xml}: sersync's configuration in our own form. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    synopsisHeading = "Usage: ",
    customSynopsis = "jsersync convert confxml.xml >jsersync.yaml",
    descriptionHeading = "%n",
    description =
        "Writes a YAML file that means the same; what has no effect becomes a comment in it.")
final class ConvertCommand implements Callable<Integer> {
  private final ConfXml reader;
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "sersync's configuration")
  private String file = "";

  ConvertCommand(ConfXml reader, Terminal terminal) {
    this.reader = reader;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      byte[] yaml = ByteText.encode(reader.toYaml(ConfigReader.file(file)));
      terminal.out().write(yaml, 0, yaml.length);
      terminal.out().flush();
      return 0;
    } catch (ConfigException e) {
      terminal.err().println("jsersync: " + e.getMessage());
      return e.exitCode();
    }
  }
}
