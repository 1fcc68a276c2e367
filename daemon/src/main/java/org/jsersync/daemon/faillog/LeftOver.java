package org.jsersync.daemon.faillog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsersync.daemon.mirror.PendingName;
import org.jsersync.daemon.mirror.What;
import org.jsersync.protocol.file.BytePath;

/** Gathers what a file says about what is mirrored here. */
final class LeftOver {
  /** More names of one remote are compared with everything else. */
  private static final int MOST = 100_000;

  static final PendingName EVERYTHING =
      new PendingName(BytePath.ROOT, What.TREE, Instant.EPOCH, "left unread in the fail log");

  private final Map<Owner, List<PendingName>> names = new HashMap<>();
  private int damaged;

  LeftOver(Set<Owner> owners) {
    owners.forEach(owner -> names.put(owner, new ArrayList<>()));
  }

  void take(LogLine line) {
    switch (line) {
      case LogLine.Remark r -> {}
      case LogLine.Entry e ->
          names.keySet().stream()
              .filter(owner -> owner.shares(e.owner()))
              .forEach(owner -> add(owner, e.name()));
      case LogLine.Damaged d -> {
        damaged++;
        names.keySet().stream()
            .filter(owner -> d.owner() == null || owner.shares(d.owner()))
            .forEach(owner -> add(owner, EVERYTHING));
      }
    }
  }

  private void add(Owner owner, PendingName name) {
    List<PendingName> known = names.getOrDefault(owner, List.of());
    if (known.size() >= MOST) {
      known.clear();
      known.add(EVERYTHING);
    }
    known.add(name);
  }

  /** By whose it is; of everybody who is mirrored here. */
  Map<Owner, List<PendingName>> names() {
    return names;
  }

  /** How many lines could not be read. */
  int damaged() {
    return damaged;
  }
}
