package org.jsersync.watcher;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a watcher reports and when.
 *
 * <p>A trigger that is missing only silences its reports. Directories are tracked all the same,
 * except that without {@link Trigger#CREATE_FOLDER} a directory that is made is not watched (one
 * that is moved in, is). Without {@link Trigger#CREATE_FILE} links, fifos and devices are reported
 * nevertheless, for no close after writing will tell of them.
 *
 * @param triggers the kinds of change to report
 * @param exclude names to leave out
 * @param quiet how long a file that is being written must rest before it is reported
 * @param latest how long after the first write it is reported even if it never rests
 * @param oneFileSystem whether directories on other file systems than the root's are left out
 */
public record WatchOptions(
    Set<Trigger> triggers,
    DirectoryFilter exclude,
    Duration quiet,
    Duration latest,
    boolean oneFileSystem) {
  /** How long a file that is being written must rest, if nobody says otherwise. */
  public static final Duration QUIET = Duration.ofMillis(300);

  /** How many times that it is at the latest, if it never rests. */
  private static final int PATIENCE = 10;

  private static final Duration LATEST = Duration.ofSeconds(3);

  /** Whatever is mounted. */
  public WatchOptions(
      Set<Trigger> triggers, DirectoryFilter exclude, Duration quiet, Duration latest) {
    this(triggers, exclude, quiet, latest, false);
  }

  public WatchOptions {
    triggers = Set.copyOf(triggers);
    if (quiet.isNegative() || latest.compareTo(quiet) < 0) {
      throw new IllegalArgumentException("quiet " + quiet + ", latest " + latest);
    }
  }

  /** Everything is reported, nothing left out; a written file rests 300 ms, at most 3 s. */
  public static WatchOptions all() {
    return of(EnumSet.allOf(Trigger.class), DirectoryFilter.NONE);
  }

  /** These triggers and names; a written file rests 300 ms, at most 3 s. */
  public static WatchOptions of(Set<Trigger> triggers, DirectoryFilter exclude) {
    return new WatchOptions(triggers, exclude, QUIET, LATEST);
  }

  /** The same with another rest for files that are being written; ten times that at the latest. */
  public WatchOptions settling(Duration rest) {
    return new WatchOptions(triggers, exclude, rest, rest.multipliedBy(PATIENCE), oneFileSystem);
  }

  /** The same with or without what is mounted below the root. */
  public WatchOptions oneFileSystem(boolean only) {
    return new WatchOptions(triggers, exclude, quiet, latest, only);
  }

  boolean reports(Trigger trigger) {
    return triggers.contains(trigger);
  }
}
