package org.jsersync.daemon.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * YAML text as nodes that know where they stand. Nothing in it is made into objects by its tags,
 * and it is parsed once for its depth, since the library's tree is built by recursion.
 */
final class YamlFile {
  private static final int MAX_DEPTH = 64;

  private YamlFile() {}

  /** The root node of a file with one document. */
  static Node parse(String file, byte[] content) throws ConfigException {
    String text = ByteText.ofFile(content);
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setCodePointLimit(ConfigReader.MAX_BYTES).build();
    try {
      checkDepth(file, text, settings);
      Optional<Node> root = new Compose(settings).composeString(text);
      return root.orElseThrow(
          () -> new ConfigException(file, new Position(1, 1), "nothing in it", Fault.EMPTY));
    } catch (MarkedYamlEngineException e) {
      Position at = e.getProblemMark().map(YamlFile::position).orElse(new Position(1, 1));
      throw new ConfigException(file, at, message(e.getProblem()), Fault.MALFORMED);
    } catch (YamlEngineException e) {
      throw new ConfigException(
          file, null, message(String.valueOf(e.getMessage())), Fault.MALFORMED);
    }
  }

  private static String message(String problem) {
    return problem.lines().findFirst().orElse("no YAML");
  }

  private static void checkDepth(String file, String text, LoadSettings settings)
      throws ConfigException {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        default -> {}
      }
      if (depth > MAX_DEPTH) {
        Position at = event.getStartMark().map(YamlFile::position).orElse(new Position(1, 1));
        throw new ConfigException(
            file, at, "more than " + MAX_DEPTH + " levels deep", Fault.MALFORMED);
      }
    }
  }

  private static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
