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

  private record Draft(Position at, Standing standing, String text) {}

  ConfigEntries(String file) {
    this.file = file;
  }

  /** Something counts as it stands. */
  void set(Position at, String text) {
    drafts.add(new Draft(at, Standing.SET, text));
  }

  /** What counts at this place names something that can be tried. */
  void names(Position at, Subject subject) {
    subjects.put(at, subject);
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
    return drafts.stream().sorted(Comparator.comparing(Draft::at)).map(this::entry).toList();
  }

  private ConfigEntry entry(Draft draft) {
    return new ConfigEntry(
        draft.at().equals(WHOLE) ? file : file + ":" + draft.at(),
        draft.standing(),
        ByteText.shown(draft.text()),
        draft.standing() == Standing.SET ? subjects.get(draft.at()) : null);
  }

  /** Lines about what does not simply count. */
  List<String> notes() {
    return all().stream()
        .filter(entry -> entry.standing() != Standing.SET)
        .map(ConfigEntry::line)
        .toList();
  }
}
