package org.jsersync.daemon.mirror;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jspecify.annotations.Nullable;

/**
 * Which options that a mirror can do without one remote refuses ({@code refuse options} in its
 * rsyncd.conf): learned from a session that it turned away, tried again after a while. Each is told
 * once, until the remote takes it again. Safe for use by several threads.
 */
final class Refusals {
  /** What a mirror can do without. */
  enum Option {
    /** Names that are gone here stay pending; comparisons delete nothing. */
    DELETE("delete", "what is deleted here stays there and stays pending, all else is mirrored"),
    /** Only the clean end of a session confirms its files. */
    ACKNOWLEDGE(
        "remove-source-files",
        "with it each file is acknowledged by itself, nothing is ever removed here; without it a"
            + " batch in which something fails is sent again as a whole"),
    /** Names of one file become files. */
    HARD_LINKS(
        "hard-links",
        "hard-linked names arrive as files of their own, and what is renamed here is sent anew");

    private final String wireName;
    private final String meaning;

    Option(String wireName, String meaning) {
      this.wireName = wireName;
      this.meaning = meaning;
    }

    /** Null for an option that is asked for by whoever configured the mirror. */
    static @Nullable Option of(RsyncException failure) {
      String refused = failure.refusedOption();
      if (refused == null) {
        return null;
      }
      // A daemon may name the kind of deletion that was asked for.
      return refused.startsWith(DELETE.wireName)
          ? DELETE
          : refused.equals(ACKNOWLEDGE.wireName)
              ? ACKNOWLEDGE
              : refused.equals(HARD_LINKS.wireName) ? HARD_LINKS : null;
    }
  }

  private final RsyncTarget target;
  private final MirrorListener listener;
  private final long period;
  private final LongSupplier clock;
  private final Map<Option, Long> tryAgainAt = new EnumMap<>(Option.class);
  private long linksAt = Long.MIN_VALUE;
  private final Set<Option> told = EnumSet.noneOf(Option.class);

  /**
   * Nothing is refused so far.
   *
   * @param period after which an option is tried again
   * @param clock nanoseconds
   */
  Refusals(RsyncTarget target, MirrorListener listener, Duration period, LongSupplier clock) {
    this.target = target;
    this.listener = listener;
    this.period = period.toNanos();
    this.clock = clock;
  }

  /** What the next session does without. */
  synchronized EnumSet<Option> now() {
    long now = clock.getAsLong();
    EnumSet<Option> refused = EnumSet.noneOf(Option.class);
    tryAgainAt.forEach(
        (option, due) -> {
          if (now < due) {
            refused.add(option);
          }
        });
    return refused;
  }

  /** It takes links, and then its file system makes none: no news, all goes on without. */
  synchronized void linksFailed() {
    linksAt = clock.getAsLong() + period;
  }

  /** Whether it may be told to rename something. */
  synchronized boolean allowRenames() {
    EnumSet<Option> refused = now();
    return !refused.contains(Option.HARD_LINKS)
        && !refused.contains(Option.DELETE)
        && (linksAt == Long.MIN_VALUE || clock.getAsLong() - linksAt >= 0);
  }

  /**
   * A session broke off.
   *
   * @param without what it did without
   * @return whether it was turned away for an option that it can do without
   */
  synchronized boolean learn(RsyncException failure, Set<Option> without) {
    Option option = Option.of(failure);
    if (option == null || without.contains(option)) {
      return false;
    }
    tryAgainAt.put(option, clock.getAsLong() + period);
    return true;
  }

  /**
   * A session was not turned away: says what is new.
   *
   * @param used options that it had of these
   * @return those that were refused before
   */
  synchronized Set<Option> accepted(Set<Option> used) {
    Set<Option> again = EnumSet.noneOf(Option.class);
    for (Option option : used) {
      if (tryAgainAt.remove(option) != null) {
        again.add(option);
      }
    }
    told.removeAll(again);
    if (!again.isEmpty()) {
      listener.takesAgain(target, names(again));
    }
    List<Option> news = new ArrayList<>(tryAgainAt.keySet());
    news.removeAll(told);
    if (!news.isEmpty()) {
      told.addAll(news);
      listener.refuses(target, names(news), meaning(news), remedy(news));
    }
    return again;
  }

  private static String names(Iterable<Option> options) {
    List<String> names = new ArrayList<>();
    options.forEach(option -> names.add("--" + option.wireName));
    return String.join(" and ", names);
  }

  private static String meaning(List<Option> options) {
    return options.stream()
        .map(o -> (options.size() == 1 ? "" : "without --" + o.wireName + " ") + o.meaning)
        .collect(Collectors.joining("; "));
  }

  private String remedy(List<Option> options) {
    return options.stream()
            .map(o -> o.wireName)
            .collect(
                Collectors.joining(
                    " and ", "allow ", " in \"refuse options\" of the server's rsyncd.conf"))
        + "; tried again every "
        + Duration.ofNanos(period).toMinutes()
        + " min";
  }
}
