package org.jsersync.protocol.file;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --chmod} makes of permission bits before a name is listed (04-options, section 1.6).
 * Immutable.
 */
public final class ModeChanges {
  /** Modes stay as they are. */
  public static final ModeChanges NONE = new ModeChanges(List.of());

  private static final int SETUID = 04000;
  private static final int SETGID = 02000;
  private static final int STICKY = 01000;
  private static final int USER = 0700;
  private static final int GROUP = 0070;
  private static final int OTHERS = 0007;
  private static final int EXECUTE = 0111;
  private static final int ALL_BITS = 07777;

  private final List<Change> changes;

  private ModeChanges(List<Change> changes) {
    this.changes = List.copyOf(changes);
  }

  /**
   * One item of a specification.
   *
   * @param directories whether it is for directories
   * @param others whether it is for all else
   * @param op {@code + - =}, or 0 for an octal mode, which is {@code bits} then
   * @param who the rwx bits that it is about
   * @param mask the rwx bits that it may give or take
   * @param bits rwx for everybody, and set-id and sticky bits as they are
   * @param maybeExecute {@code X}
   * @param cleared what {@code =} takes away first
   * @param from u, g or o, whose bits are copied; 0 = nobody's
   */
  private record Change(
      boolean directories,
      boolean others,
      char op,
      int who,
      int mask,
      int bits,
      boolean maybeExecute,
      int cleared,
      char from) {

    int apply(int mode, boolean directory, boolean hadExecute) {
      if (!(directory ? directories : others)) {
        return mode;
      }
      if (op == 0) {
        return bits;
      }
      int given = bits & 0777;
      if (maybeExecute && (op == '-' || directory || hadExecute)) {
        given |= EXECUTE;
      }
      if (from != 0) {
        given |= ((mode >> (from == 'u' ? 6 : from == 'g' ? 3 : 0)) & 7) * EXECUTE;
      }
      given = (given & who & mask) | (bits & ~0777);
      return switch (op) {
        case '+' -> mode | given;
        case '-' -> mode & ~given;
        default -> (mode & ~cleared) | given;
      };
    }
  }

  /**
   * Reads a specification: {@code D755,F644}, {@code Dgo-w,u+rX}.
   *
   * @param umask what an item that says of nobody leaves out, such as 022
   * @throws IllegalArgumentException if it is none
   */
  public static ModeChanges parse(String specification, int umask) {
    List<Change> changes = new ArrayList<>();
    for (String item : specification.split(",", -1)) {
      Change octal = octal(item);
      changes.add(octal == null ? symbolic(item, umask) : octal);
    }
    return new ModeChanges(changes);
  }

  private static @Nullable Change octal(String item) {
    boolean qualified = item.startsWith("D") || item.startsWith("F");
    String digits = qualified ? item.substring(1) : item;
    if (!digits.matches("0*[0-7]{1,4}")) {
      return null;
    }
    boolean directories = !item.startsWith("F");
    boolean others = !item.startsWith("D");
    int bits = Integer.parseInt(digits, 8);
    return new Change(directories, others, (char) 0, 0777, 0777, bits, false, 0, (char) 0);
  }

  private static Change symbolic(String item, int umask) {
    if (!item.matches("[DFugoa]*[-+=]([rwxXst]*|[ugo])") || item.matches(".*D.*F.*|.*F.*D.*")) {
      throw new IllegalArgumentException(item);
    }
    int at = 0;
    while ("+-=".indexOf(item.charAt(at)) < 0) {
      at++;
    }
    String whom = item.substring(0, at);
    String perms = item.substring(at + 1);
    int named =
        (has(whom, 'u') ? USER : 0) | (has(whom, 'g') ? GROUP : 0) | (has(whom, 'o') ? OTHERS : 0);
    named = has(whom, 'a') ? 0777 : named;
    int who = named == 0 ? 0777 : named;
    int bits =
        (has(perms, 'r') ? 0444 : 0)
            | (has(perms, 'w') ? 0222 : 0)
            | (has(perms, 'x') ? EXECUTE : 0);
    bits |= has(perms, 't') ? STICKY : 0;
    if (has(perms, 's')) {
      bits |= (named & GROUP) != 0 ? SETGID : 0;
      bits |= (named & USER) != 0 || (named & GROUP) == 0 ? SETUID : 0;
    }
    boolean copies = perms.length() == 1 && "ugo".contains(perms);
    int cleared = who;
    if (copies) {
      cleared |= setId(who) | ((who & OTHERS) != 0 ? STICKY : 0);
    } else if (has(perms, 's') || has(perms, 't')) {
      cleared |= setId(named);
    }
    return new Change(
        !has(whom, 'F'),
        !has(whom, 'D'),
        item.charAt(at),
        who,
        named == 0 ? ~umask & 0777 : 0777,
        bits,
        has(perms, 'X'),
        cleared,
        copies ? perms.charAt(0) : (char) 0);
  }

  private static int setId(int who) {
    return ((who & USER) != 0 ? SETUID : 0) | ((who & GROUP) != 0 ? SETGID : 0);
  }

  private static boolean has(String letters, char letter) {
    return letters.indexOf(letter) >= 0;
  }

  /** These changes, then others. */
  public ModeChanges then(ModeChanges more) {
    List<Change> all = new ArrayList<>(changes);
    all.addAll(more.changes);
    return new ModeChanges(all);
  }

  /** What lstat told, with the mode that is to be sent; symlinks keep theirs. */
  public FileStat apply(FileStat stat) {
    if (changes.isEmpty() || stat.isSymlink()) {
      return stat;
    }
    int original = stat.mode() & ALL_BITS;
    int mode = original;
    for (Change change : changes) {
      mode = change.apply(mode, stat.isDirectory(), (original & EXECUTE) != 0);
    }
    return stat.withMode(stat.type() | mode);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ModeChanges that && changes.equals(that.changes);
  }

  @Override
  public int hashCode() {
    return changes.hashCode();
  }

  @Override
  public String toString() {
    return changes.toString();
  }
}
