package org.jsersync.it.live;

import java.util.Random;

/**
 * Shell scripts of random operations on a small tree: few names on few levels, so that operations
 * meet. An operation may fail, as when a name isn't there: what remains is what counts.
 */
public final class RandomOperations {
  private final Random random;
  private final boolean everything;

  private RandomOperations(Random random, boolean everything) {
    this.random = random;
    this.everything = everything;
  }

  /** Operations of all kinds. */
  public static RandomOperations ofAllKinds(Random random) {
    return new RandomOperations(random, true);
  }

  /**
   * Operations that sersync's default configuration brings over: no changes of modes alone, no
   * second names of files, and no file gets older, which {@code -u} would leave alone.
   */
  public static RandomOperations ofSersyncsDefaults(Random random) {
    return new RandomOperations(random, false);
  }

  /** A script of so many. */
  public String script(int operations) {
    StringBuilder script = new StringBuilder("set +e; exec 2>/dev/null\n");
    for (int i = 0; i < operations; i++) {
      script.append(operation()).append('\n');
    }
    return script.append("true\n").toString();
  }

  private String operation() {
    String a = path();
    String b = path();
    return switch (random.nextInt(everything ? 19 : 14)) {
      case 0, 1, 2 -> "mkdir -p $(dirname %s); seq %d > %s".formatted(a, random.nextInt(3000), a);
      case 3 -> "echo %d >> %s".formatted(number(), a);
      case 4 -> "truncate -s %d %s".formatted(random.nextInt(5000), a);
      case 5 -> "[ -f %1$s ] && printf %2$06d | dd of=%1$s conv=notrunc".formatted(a, number());
      case 6 -> "rm -f " + a;
      case 7 -> "rm -rf " + a;
      case 8 -> "mkdir -p " + a;
      case 9, 10 -> "mv -T %1$s %2$s%3$s".formatted(a, b, everything ? "" : " && " + renewed(b));
      case 11 -> "cp %1$s %2$s %3$s".formatted(everything ? "-a" : "-r", a, b);
      case 12 -> "ln -sfn target%d %s".formatted(number(), a);
      case 13 -> "mkdir -p %1$s/a/b/c && seq %2$d | tee %1$s/{a/f,a/b/g,a/b/c/h}".formatted(a, 9);
      case 14, 15 -> "chmod %o %s".formatted(0600 | random.nextInt(0200), a);
      case 16 -> "touch -d @%d.%d %s".formatted(number(), random.nextInt(1000), a);
      default -> "ln %s %s".formatted(a, b);
    };
  }

  private static String renewed(String path) {
    return "find %s -type f -exec touch {} +".formatted(path);
  }

  private int number() {
    return random.nextInt(1_000_000);
  }

  private String path() {
    StringBuilder path = new StringBuilder("./");
    int depth = 1 + random.nextInt(3);
    for (int level = 0; level < depth; level++) {
      path.append(level == 0 ? "" : "/").append((char) ('a' + random.nextInt(4)));
    }
    return path.toString();
  }
}
