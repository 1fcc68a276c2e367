package org.jsersync.daemon.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsersync.daemon.config.ConfigEntry.Standing;
import org.jspecify.annotations.Nullable;

/** Gathers what there is to say about one configuration file, while it is read. */
final class ConfigEntries {
  private static final Position WHOLE = new Position(0, 0);

  private final String file;
  private final List<Draft> drafts = new ArrayList<>();
  private final Map<Position, Subject> subjects = new HashMap<>();
  private final Map<Position, String> meanings = new HashMap<>();
  private final Map<Position, String> idle = new HashMap<>();

  private record Draft(Position at, Standing standing, String text) {}

  ConfigEntries(String file) {
    this.file = file;
  }

  /** Something counts as it stands; of what is nowhere written, the default. */
  void set(@Nullable Position at, String text) {
    drafts.add(new Draft(at == null ? WHOLE : at, Standing.SET, text));
  }

  /** What counts at this place names something that can be tried. */
  void names(@Nullable Position at, Subject subject) {
    subjects.put(at == null ? WHOLE : at, subject);
  }

  /** What becomes of what counts at this place. */
  void means(Position at, String text) {
    meanings.put(at, text);
  }

  /** What stands at this place is of no use, and that is all right. */
  void idle(Position at, String why) {
    idle.put(at, why);
  }

  /** Something counts, but may be a mistake. */
  void doubt(@Nullable Position at, String text) {
    drafts.add(new Draft(at == null ? WHOLE : at, Standing.DOUBTFUL, text));
  }

  /** Something has no effect. */
  void ignore(@Nullable Position at, String text) {
    drafts.add(new Draft(at == null ? WHOLE : at, Standing.IGNORED, text));
  }

  /** All of it, in the order of the file. */
  List<ConfigEntry> all() {
    return drafts.stream()
        .sorted(Comparator.comparing(Draft::at).thenComparing(Draft::standing))
        .map(this::entry)
        .toList();
  }

  private ConfigEntry entry(Draft draft) {
    Position at = draft.at();
    String place = at.equals(WHOLE) ? file : file + ":" + at;
    if (draft.standing() != Standing.SET) {
      return new ConfigEntry(place, draft.standing(), ByteText.shown(draft.text()), null);
    }
    String why = idle.get(at);
    String meaning = why == null ? meanings.get(at) : why;
    return new ConfigEntry(
        place,
        why == null ? Standing.SET : Standing.UNUSED,
        ByteText.shown(draft.text() + (meaning == null ? "" : ": " + meaning)),
        why == null ? subjects.get(at) : null);
  }

  /** Lines about what does not simply count. */
  List<String> notes() {
    return all().stream()
        .filter(
            entry -> entry.standing() == Standing.DOUBTFUL || entry.standing() == Standing.IGNORED)
        .map(ConfigEntry::line)
        .toList();
  }
}
