package org.jsersync.daemon.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * In which order names can be renamed at a remote: one that takes the place of what another one is
 * still to be made from comes after that, in a later session. So a rotation of logs takes a session
 * per file, and of a swap one half is left out.
 */
final class RenameOrder {
  /** Sessions that follow each other in one batch. */
  private static final int MOST_STEPS = 20;

  private static final int LEFT_OUT = -1;

  private final TreeMap<BytePath, Dirty> byOrigin = new TreeMap<>();
  private final Map<BytePath, Integer> steps = new HashMap<>();
  private final Set<BytePath> underWay = new HashSet<>();

  private RenameOrder(List<Dirty> moves) {
    for (Dirty move : moves) {
      if (move.origin() != null) {
        byOrigin.put(move.origin(), move);
      }
    }
  }

  /** The moves, step by step; those that are in none are to be sent anew after all others. */
  static List<List<Dirty>> of(List<Dirty> moves) {
    RenameOrder order = new RenameOrder(moves);
    List<List<Dirty>> steps = new ArrayList<>();
    for (Dirty move : moves) {
      int step = order.step(move);
      if (step != LEFT_OUT) {
        while (steps.size() <= step) {
          steps.add(new ArrayList<>());
        }
        steps.get(step).add(move);
      }
    }
    return steps;
  }

  private int step(Dirty move) {
    Integer known = steps.get(move.path());
    if (known != null) {
      return known;
    }
    int step = 0;
    underWay.add(move.path());
    for (Dirty first : before(move)) {
      if (underWay.contains(first.path()) || underWay.size() > MOST_STEPS) {
        step = LEFT_OUT;
        break;
      }
      step = Math.max(step, step(first) + 1);
    }
    underWay.remove(move.path());
    int found = step < MOST_STEPS ? step : LEFT_OUT;
    steps.put(move.path(), found);
    return found;
  }

  /** The moves whose old name lies at, above or below a move's new one. */
  private Set<Dirty> before(Dirty move) {
    Set<Dirty> before = new LinkedHashSet<>();
    for (BytePath up = move.path(); up != null; up = up.parent()) {
      add(before, byOrigin.get(up));
    }
    for (Map.Entry<BytePath, Dirty> below : byOrigin.tailMap(move.path(), false).entrySet()) {
      if (below.getKey().startsWith(move.path())) {
        add(before, below.getValue());
      } else if (!isBeside(below.getKey(), move.path())) {
        break;
      }
    }
    return before;
  }

  /** Whether a name like "a-b" or "a.b" stands between "a" and "a/b" in the order of bytes. */
  private static boolean isBeside(BytePath path, BytePath name) {
    int length = name.length();
    if (path.length() <= length || (path.at(length) & 0xff) >= '/') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (path.at(i) != name.at(i)) {
        return false;
      }
    }
    return true;
  }

  private static void add(Set<Dirty> moves, @Nullable Dirty move) {
    if (move != null) {
      moves.add(move);
    }
  }
}
