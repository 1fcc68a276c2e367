package org.jsersync.it.push;

import java.util.List;
import java.util.stream.Stream;

/**
 * A command line, and the trees it meets.
 *
 * @param name what it shows
 * @param before script that makes the source as it was when it was pushed the first time; empty
 *     where the module is empty
 * @param now script that makes the source of what it was
 * @param words options and sources, without the destination; run in the source directory
 */
record PushCase(String name, String before, String now, List<String> words) {
  /** A small tree of every kind that needs no root. */
  static final String TREE =
      """
      mkdir -p a/b/c "sp ace" "$(printf 'bad\\377\\376')" empty
      seq 5000 > a/one; ln a/one a/b/two; ln -s ../one a/b/link; ln -s /nowhere dangling
      echo "quote" > "it's \\"q\\" \\$(date)"; echo newline > "$(printf 'new\\nline')"
      echo bad > "$(printf 'bad\\377\\376/f\\200')"; echo dash > -rf; : > empty-file
      head -c 300000 /dev/zero > zeros; head -c 200000 /dev/urandom > random
      chmod 4751 a/one; chmod 1777 "sp ace"; chmod 600 random; mkfifo fifo
      touch -d '2001-02-03 04:05:06.123456789' random a/b; touch -h -d @5.5 dangling
      """;

  /** Afterwards: changed, grown, shrunken, touched, gone, new. */
  static final String EDIT =
      """
      echo more >> a/one; truncate -s 1000 zeros; touch -d '2020-01-01' random; rm -rf "sp ace" dangling
      printf x | dd of=random bs=1 seek=100000 conv=notrunc status=none; chmod 640 random
      mkdir -p new/deep; echo n > new/deep/f; rm empty-file; mkdir empty-file; rm -rf a/b/c
      chmod 711 a; echo gone > a/new.o; echo keep > new/x.c
      """;

  /**
   * A script that gives what was just written a time long past. rsync compares times by the second,
   * and leaves a directory's time alone when it is the second's right one by chance.
   */
  static String age(int second) {
    return """

    find . -depth -newermt 2025-06-01 -print0 | xargs -0r touch -h -d '2025-01-01 00:00:0%d.123456789'
    """
        .formatted(second);
  }

  private static PushCase of(String name, String before, String now, String... words) {
    return new PushCase(name, before, now, List.of(words));
  }

  private static PushCase first(String... words) {
    return of("first: " + String.join(" ", words), "", TREE, words);
  }

  private static PushCase again(String... words) {
    return of("again: " + String.join(" ", words), TREE, EDIT, words);
  }

  static Stream<PushCase> all() {
    return Stream.of(first(), again(), filters(), special()).flatMap(cases -> cases);
  }

  private static Stream<PushCase> first() {
    return Stream.of(
        first("-r", "./"),
        first("-rl", "./"),
        first("-l", "random", "zeros", "./"),
        first("-rlpt", "./"),
        first("-a", "./"),
        first("-aH", "./"),
        first("-avz", "-R", "./"),
        first("-aS", "./"),
        first("-aq", "--numeric-ids", "./"),
        first("-a", "--chmod=D2755,F640", "--chmod=+t,u+s", "./"),
        first("-r", "--chmod=D700,Fgo=", "./"),
        first("-aR", "a/b", "./random"),
        first("-a", "a/b/", "random", "--", "-rf"),
        first("-a", "--bwlimit=50000", "./"),
        first("-a", "--no-inc-recursive", "./"),
        first("-a", "--safe-links", "./"),
        first("-a", "-x", "--open-noatime", "--max-alloc=2g", "./"),
        first("-az", "--skip-compress=gz", "--compress-threads=2", "--trust-sender", "-4", "./"),
        first("-n", "-a", "./"));
  }

  private static Stream<PushCase> again() {
    return Stream.of(
        again("-a", "./"),
        again("-aH", "--delete", "./"),
        again("-avz", "-R", "--delete", "./"),
        again("-artuz", "-R", "--delete", "./a", "./new/deep"),
        again("-aR", "--delete", "a", "./new"),
        again("-a", "--delete-before", "./"),
        again("-a", "--delete-during", "./"),
        again("-a", "--delete-delay", "./"),
        again("-a", "--delete-after", "./"),
        again("-a", "--delete", "--delete-excluded", "--exclude=*.c", "--exclude=/zeros", "./"),
        again("-a", "--delete", "--max-delete=1", "./"),
        again("-a", "--chmod=Dgo-w,ug=rwX", "./"),
        again("-au", "./"),
        again("-ac", "./"),
        again("-aI", "./"),
        again("-aW", "./"),
        again("-aS", "./"),
        again("-rc", "./"),
        again("-an", "--delete", "./"),
        again("-az", "--delete", "--no-inc-recursive", "./"));
  }

  private static Stream<PushCase> filters() {
    return Stream.of(
        again("-a", "--delete", "--exclude=*.o", "./"),
        again("-a", "--include=*/", "--include=*.c", "--exclude=*", "./"),
        again("-a", "--delete", "--exclude=/a/b", "./"),
        again("-a", "--delete", "--include=a/***", "--exclude=*", "./"),
        again("-a", "--delete", "--filter=P zeros", "--filter=H *.o", "./"));
  }

  private static Stream<PushCase> special() {
    return Stream.of(
        of(
            "an unreadable name is told by its exit code",
            "",
            "echo x > f; ln -s f l",
            "-a",
            "f",
            "not-there",
            "l"),
        of(
            "many small files",
            "",
            "for d in $(seq 30); do mkdir $d; (cd $d; seq 60 | xargs touch); done",
            "-a",
            "./"),
        of(
            "a deep tree",
            "",
            "d=.; for i in $(seq 60); do d=$d/d$i; done; mkdir -p $d; echo x > $d/f",
            "-a",
            "./"),
        of(
            "names of 255 bytes",
            "",
            "n=$(printf 'x%.0s' $(seq 255)); mkdir $n; echo y > $n/$n; seq 9 > $n/o",
            "-a",
            "./"),
        of(
            "a hole at the end",
            "",
            "truncate -s 5M f; echo x | dd of=g seek=9000 status=none",
            "-aS",
            "./"),
        of(
            "a directory where a file was",
            "echo x > d",
            "rm d; mkdir d; echo y > d/f",
            "-a",
            "--delete",
            "./"),
        of(
            "a file where a directory was",
            "mkdir d; echo y > d/f",
            "rm -r d; echo x > d",
            "-a",
            "--delete",
            "./"));
  }

  @Override
  public String toString() {
    return name;
  }
}
