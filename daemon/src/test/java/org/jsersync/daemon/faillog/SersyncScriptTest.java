package org.jsersync.daemon.faillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jsersync.daemon.mirror.PendingName;
import org.jsersync.daemon.mirror.What;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 06-sersync, sections 5 and 8.1. */
class SersyncScriptTest {
  private static final Instant NOW = Instant.EPOCH;

  private static final Owner OWNER = new Owner(BytePath.of("/w"), Owner.ANY);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '\u0001',
      textBlock =
          """
          cd /w && rsync -artuz -R  --port=19100 "./a" 127.0.0.1::m1 >/dev/null 2>&1 |a|TREE
          cd /w/ && rsync -artuz -R --timeout=100 "./d/f" u@h::m --password-file=/etc/p |d/f|TREE
          cd /w && rsync -artuz -R  -e ssh "./d e/it's" u@h:/back/up >/dev/null 2>&1 |d e/it's|TREE
          cd /w && rsync  --exclude="x y" -R "./\\$(reboot)" h::m |$(reboot)|TREE
          cd /w && rsync -a -R "./q"uo" ./te" h::m |q"uo" ./te|TREE
          cd /w && rsync -artuz -R --delete ./ --include="f" --exclude=* h::m >/dev/null 2>&1 |f|GONE
          cd /w && rsync -a -R --delete ./ --include="a/" --include="a/b/" --include="a/b/f" --exclude=* h::m |a/b/f|GONE
          cd /w && rsync -a -R --delete ./ --include="a/" --include="a/b"  --include="a/b/***" --exclude=* h::m |a/b|GONE
          cd /w && rsync -a -R --delete ./ --include="d"  --include="d/***" --exclude=* h::m |d|GONE
          """)
  void aCommandNamesWhatMayDiffer(String line, String path, What what) {
    PendingName name =
        new PendingName(BytePath.of(path), what, NOW, "in the script that sersync left");
    assertThat(parse(line)).isEqualTo(new LogLine.Entry(OWNER, name));
  }

  private static @Nullable LogLine parse(String line) {
    return SersyncScript.parse(line.getBytes(StandardCharsets.UTF_8), NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cd /w && rsync -artuz -R \"./cut by a new",
        "cd /w && rsync -artuz -R \"./../out\" h::m",
        "cd /w && rsync -artuz -R --delete ./ h::m >/dev/null 2>&1 ",
        "cd /w && rsync -a -R --delete ./ --include=\"x/\" --include=\"a/f\" --exclude=* h::m",
        "cd /w && rsync -a -R --delete ./ --include=\"a/f\" --exclude=* h::m",
        "cd /w && rsync -a -R --delete ./ --include=\"e\" --include=\"d/***\" --exclude=* h::m",
        "cd /w && rsync ",
      })
  void ofACommandThatIsNotUnderstoodTheDirectoryIsKnown(String line) {
    assertThat(parse(line)).isEqualTo(new LogLine.Damaged(OWNER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rm -rf /", "line of a name\" h::m", "cd w && rsync \"./a\" h::m", "# x"})
  void whatIsNoSuchCommandIsNotKnown(String line) {
    assertThat(parse(line)).isNull();
  }
}
