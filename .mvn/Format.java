import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs google-java-format over a module's sources, on the JDK that compiles them (the formatter
 * parses with the parser of the JDK it runs on, and Maven itself may run on an older one).
 *
 * <p>Arguments: {@code check} or {@code apply}, then the directories. With {@code check}, a file that
 * is not formatted fails the build and is named.
 */
public final class Format {
  public static void main(String[] args) throws Exception {
    boolean check = args[0].equals("check");
    var command = new ArrayList<String>();
    command.addAll(
        check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    int options = command.size();
    for (String root : List.of(args).subList(1, args.length)) {
      if (Files.isDirectory(Path.of(root))) {
        try (var files = Files.walk(Path.of(root))) {
          files.map(Path::toString).filter(f -> f.endsWith(".java")).sorted().forEach(command::add);
        }
      }
    }
    if (command.size() == options) {
      return;
    }
    var out = new PrintWriter(System.out, true);
    int status =
        new Main(out, new PrintWriter(System.err, true), System.in)
            .format(command.toArray(new String[0]));
    if (status != 0 && check) {
      out.println("The files above are not formatted. Format them with: mvn -Pformat compile");
    }
    System.exit(status);
  }
}
