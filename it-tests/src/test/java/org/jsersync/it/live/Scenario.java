package org.jsersync.it.live;

import java.util.stream.Stream;

/**
 * One thing that happens to a tree.
 *
 * @param name what happens
 * @param before script that makes the files, mirrored before anything happens
 * @param change script that changes them
 */
record Scenario(String name, String before, String change) {
  /** Every kind of change to a name, a file, a directory, a link. */
  static Stream<Scenario> all() {
    return Stream.of(
            files(), attributes(), directories(), moves(), links(), strangeNames(), races())
        .flatMap(scenarios -> scenarios);
  }

  private static Stream<Scenario> files() {
    return Stream.of(
        new Scenario("create a file", "", "echo new > f"),
        new Scenario("create an empty file", "", ": > f"),
        new Scenario("overwrite a file", "echo old > f", "echo rather new > f"),
        new Scenario(
            "overwrite with the same size within the same second",
            "echo aaaa > f; touch -d '2026-01-01 00:00:00.1' f",
            "echo bbbb > f; touch -d '2026-01-01 00:00:00.9' f"),
        new Scenario("append to a file", "seq 1000 > f", "seq 1000 >> f"),
        new Scenario("truncate a file", "seq 1000 > f", "truncate -s 100 f"),
        new Scenario("truncate a file to nothing", "seq 1000 > f", ": > f"),
        new Scenario(
            "write into the middle of a large file",
            "head -c 3000000 /dev/urandom > f",
            "printf patched | dd of=f bs=1 seek=1500000 conv=notrunc status=none"),
        new Scenario("make a file with a hole", "", "truncate -s 10M f; echo end >> f"),
        new Scenario("remove a file", "echo x > f; echo y > g", "rm f"),
        new Scenario("replace a file by renaming over it", "echo old > f", "echo n > t; mv t f"),
        new Scenario("replace a file by a directory", "echo x > f", "rm f; mkdir f; echo y > f/g"),
        new Scenario(
            "replace a directory by a file", "mkdir d; echo x > d/f", "rm -r d; echo d > d"),
        new Scenario(
            "write a file ten times", "", "for i in 1 2 3 4 5 6 7 8 9 0; do echo $i > f; done"));
  }

  private static Stream<Scenario> attributes() {
    return Stream.of(
        new Scenario("chmod a file", "echo x > f", "chmod 4710 f"),
        new Scenario("chmod a directory", "mkdir d; echo x > d/f", "chmod 1751 d"),
        new Scenario("chown a file", "echo x > f", "chown 1234:4321 f"),
        new Scenario("chown a directory", "mkdir d", "chown 1234:4321 d"),
        new Scenario("touch a file", "echo x > f", "touch -d '2001-02-03 04:05:06.123456789' f"),
        new Scenario("touch a directory", "mkdir d", "touch -d '2001-02-03 04:05:06.123456789' d"),
        new Scenario("touch to before 1970", "echo x > f", "touch -d '1965-01-01 00:00:00.25Z' f"));
  }

  private static Stream<Scenario> directories() {
    return Stream.of(
        new Scenario("make a directory", "", "mkdir d"),
        new Scenario(
            "mkdir -p with files at once", "", "mkdir -p a/b/c && seq 9 > a/b/c/f && seq 8 > a/g"),
        new Scenario(
            "copy a tree in",
            "",
            "mkdir -p a/{1,2,3}/{x,y}; for d in a/*/*; do seq 99 > $d/f; done; cp -a a copy"),
        new Scenario("remove a tree", "mkdir -p a/b/c; echo x | tee a/f a/b/f a/b/c/f", "rm -r a"),
        new Scenario(
            "remove a tree and make it again",
            "mkdir -p a/b; echo x > a/b/f",
            "rm -r a; mkdir -p a/b; echo y > a/b/g"),
        new Scenario("remove an empty directory", "mkdir d e", "rmdir d"));
  }

  private static Stream<Scenario> moves() {
    return Stream.of(
        new Scenario("rename a file", "echo x > f", "mv f g"),
        new Scenario("rename a file over another", "echo x > f; echo yy > g", "mv f g"),
        new Scenario(
            "rename a directory", "mkdir -p d/sub; seq 99 | tee d/f d/sub/g", "mv d elsewhere"),
        new Scenario(
            "rename a directory and write in it", "mkdir d; echo x > d/f", "mv d e; echo y > e/g"),
        new Scenario(
            "rename a directory and take its name",
            "mkdir d; echo x > d/f",
            "mv d e; mkdir d; echo z > d/other"),
        new Scenario("swap two files", "echo x > f; echo yy > g", "mv f t; mv g f; mv t g"),
        new Scenario("move a file in", "", "echo x > $OUT/in; mv $OUT/in f"),
        new Scenario(
            "move a tree in",
            "",
            "mkdir -p $OUT/t/u; seq 99 | tee $OUT/t/f $OUT/t/u/g; mv $OUT/t ."),
        new Scenario("move a file out", "echo x > f; echo y > g", "mv f $OUT/was-f"),
        new Scenario("move a tree out", "mkdir -p d/e; echo x > d/e/f", "mv d $OUT/was-d"),
        new Scenario("move into a new directory", "echo x > f", "mkdir d; mv f d/f"),
        new Scenario(
            "rename a file over another of the same size and time",
            "echo one > z; echo two > a; touch -d '2026-01-01 00:00:00.5' a z",
            "mv z a"),
        new Scenario(
            "swap two files of the same size and time",
            "echo one > f; echo two > g; touch -d '2026-01-01 00:00:00.5' f g",
            "mv f t; mv g f; mv t g"),
        new Scenario(
            "rename a file and write to it",
            "seq 10000 > f; seq 10000 > g",
            "mv f h; echo more >> h; mv g i; seq 9999 > i"),
        new Scenario(
            "rename a file and write to it, with the same size and time",
            "echo aaaa > f; touch -d '2026-01-01 00:00:00.5' f",
            "mv f g; printf b | dd of=g conv=notrunc status=none; touch -d '2026-01-01 00:00:00.5'"
                + " g"),
        new Scenario("rename a file and make it again", "seq 99 > f", "mv f g; seq 98 > f"),
        new Scenario(
            "rename a directory and make it again from the new one",
            "mkdir d; for i in $(seq 1100); do echo $i > d/$i; done",
            "mv d e; cp -a e d; chmod 600 d/*; chmod 640 e/*"),
        new Scenario(
            "rotate",
            "seq 9 > log; seq 8 > log.1; seq 7 > log.2",
            "mv log.2 log.3; mv log.1 log.2; mv log log.1; echo new > log"),
        new Scenario(
            "swap two directories",
            "mkdir d new; seq 9 | tee d/f d/old; seq 8 | tee new/f new/g",
            "mv d t; mv new d; mv t new"),
        new Scenario(
            "replace a directory by another",
            "mkdir d new; seq 9 | tee d/f d/old; seq 8 | tee new/f new/g",
            "mv d old; mv new d"),
        new Scenario(
            "rename a directory with everything in it",
            "mkdir -p d/a/b d/empty; seq 9 | tee d/f d/a/g d/a/b/h; ln -s f d/l; mkfifo d/p; chmod"
                + " 600 d/f; chmod 700 d/a",
            "mkdir n; mv d n/e; echo new > n/e/a/new; mv n/e/a/g n/out; rm n/e/a/b/h"),
        new Scenario("rename a symlink", "ln -s x l; echo y > y", "mv l m; mv y x"),
        new Scenario(
            "rename and remove", "mkdir d; seq 9 | tee f d/g", "mv f g; rm g; mv d e; rm -r e"),
        new Scenario(
            "rename to and fro", "mkdir d; seq 9 | tee f d/g", "mv f g; mv g f; mv d e; mv e d"));
  }

  private static Stream<Scenario> links() {
    return Stream.of(
        new Scenario("make a symlink", "echo x > f", "ln -s f l"),
        new Scenario("make a dangling symlink", "", "ln -s /nowhere/at/all l"),
        new Scenario("retarget a symlink", "ln -s one l", "ln -sfn another-target l"),
        new Scenario(
            "replace a symlink by a directory", "ln -s x l", "rm l; mkdir l; echo y > l/f"),
        new Scenario("symlink to a directory", "mkdir d; echo x > d/f", "ln -s d l; echo y > d/g"),
        new Scenario("make a hard link", "echo x > f", "ln f g"),
        new Scenario("make hard linked files", "", "mkdir d; echo x > f; ln f g; ln f d/h"),
        new Scenario("write to a hard linked file", "echo x > f; ln f g", "echo yy >> g"),
        new Scenario("remove one name of a hard linked file", "echo x > f; ln f g", "rm f"),
        new Scenario(
            "move a hard linked file into a new directory",
            "echo x > f; ln f g",
            "mkdir d; mv f d/"),
        new Scenario(
            "move a directory with hard linked files",
            "mkdir d; echo x > f; ln f d/g; ln f d/h",
            "mv d e"),
        new Scenario("make a fifo", "", "mkfifo p"));
  }

  private static Stream<Scenario> strangeNames() {
    return Stream.of(
            "with spaces ",
            "'single' and \"double\" quotes",
            "new\\nline",
            "$(touch pwned) `touch pwned` ;&|<>*?[a]",
            "-rf --delete",
            "back\\\\slash \\\\#012",
            "invalid \\377\\376\\200 bytes",
            "t\\303\\244st \\346\\226\\207\\344\\273\\266",
            "tab\\tbell\\007escape\\033[31m",
            "#hash ~tilde !bang %percent",
            ".hidden",
            "x".repeat(255),
            "\\303\\244".repeat(127) + "z")
        .map(Scenario::named);
  }

  /** Create, write, rename and remove under one name, which printf makes. */
  private static Scenario named(String name) {
    String set = "printf -v n %b '" + name.replace("'", "\\047") + "'\n";
    String shown = name.length() > 60 ? name.length() + " characters" : name;
    return new Scenario(
        "a name: " + shown,
        set + "echo old > ./\"$n\"; mkdir sub; echo x > ./sub/\"$n\"",
        set
            + "echo new >> ./\"$n\"; mkdir -p ./dir/\"$n\"; echo y > ./dir/\"$n\"/\"$n\"; rm"
            + " ./sub/\"$n\"");
  }

  private static Stream<Scenario> races() {
    return Stream.of(
        new Scenario("make and remove at once", "echo x > keep", "echo x > f; rm f"),
        new Scenario(
            "many changes to one tree",
            "mkdir d; seq 99 > d/f",
            "for i in $(seq 50); do echo $i > d/$i; mv d/$i d/m$i; done; rm d/m1*; chmod 700 d"),
        new Scenario(
            "a file that grows while it is sent",
            "",
            "for i in $(seq 300); do head -c 10000 /dev/urandom >> f; done"));
  }

  @Override
  public String toString() {
    return name;
  }
}
