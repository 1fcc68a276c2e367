package org.jsersync.protocol.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jsersync.protocol.filter.RuleFixture.bytes;
import static org.jsersync.protocol.filter.RuleFixture.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of an option's value (05-filters, sections 1.5, 1.6 and 12). */
final class RuleParsingTest {
  private static final RuleFiles FILES =
      RuleFixture.files(
          Map.of(
              "mf", "# rules\n- one\n+ two\nP three\nH four\nS five\nR six\n",
              "mf2", "- one\n+ two\n",
              "xf", "# comment\n; also\nfoo\n+ bar\n- baz\n!lit\n  lead\ntrail \n"));

  @Test
  void everyValueIsReadAsRsyncReadIt() throws Exception {
    List<String> wrong = new ArrayList<>();
    List<String[]> rows = EscapedTable.rows("parse-cases.tsv");
    for (String[] row : rows) {
      String result = parse(row[0], EscapedTable.bytes(row[1]));
      String expected =
          row[2].startsWith("error")
              ? row[2].replace("\\t", "\t")
              : new String(String.join("\n", texts(row[2])).getBytes(UTF_8), UTF_8);
      if (!result.equals(expected)) {
        wrong.add(row[0] + " '" + row[1] + "': " + result + " instead of " + expected);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(rows).hasSizeGreaterThan(120);
  }

  private static List<String> texts(String escaped) {
    return EscapedTable.list(escaped).stream().map(rule -> new String(rule, UTF_8)).toList();
  }

  private static String parse(String option, byte[] value) throws Exception {
    FilterRulesBuilder builder = FilterRules.builder().files(FILES);
    try {
      switch (option) {
        case "--filter" -> builder.filter(value);
        case "--exclude" -> builder.exclude(value);
        case "--include" -> builder.include(value);
        default -> throw new IllegalArgumentException(option);
      }
    } catch (FilterSyntaxException e) {
      return e.exitCode() == 4 ? "unsupported" : "error " + e.exitCode() + " " + e.getMessage();
    }
    return String.join("\n", wire(builder.build()));
  }

  @Test
  void linesEndWithLfCrOrBoth() throws Exception {
    assertThat(excludeFrom("a\nb\rc\r\nd\n\n;x\n#y\n #z\ne", false))
        .containsExactly("- a", "- b", "- c", "- d", "-  #z", "- e");
  }

  @Test
  void withFrom0OnlyNulEndsALine() throws Exception {
    assertThat(excludeFrom("a\nb\0+ c\r\0#d\0\0e", true)).containsExactly("- a\nb", "+ c\r", "- e");
  }

  @Test
  void aNulCutsALine() throws Exception {
    assertThat(excludeFrom("a\0b\nc", false)).containsExactly("- a", "- c");
  }

  private static List<String> excludeFrom(String content, boolean from0) throws Exception {
    return wire(
        FilterRules.builder()
            .files(RuleFixture.files(Map.of("-", content)))
            .from0(from0)
            .excludeFrom(bytes("-"))
            .build());
  }

  @Test
  void optionsOfAllKindsKeepTheirOrder() throws Exception {
    FilterRules rules =
        FilterRules.builder()
            .files(RuleFixture.files(Map.of("ex", "e1\n+ e2", "in", "i1\n- i2", "mf", "P m")))
            .exclude(bytes("a"))
            .includeFrom(bytes("in"))
            .filter(bytes(". mf"))
            .include(bytes("b"))
            .excludeFrom(bytes("ex"))
            .build();
    assertThat(wire(rules)).containsExactly("- a", "+ i1", "- i2", "-r m", "+ b", "- e1", "+ e2");
  }

  @Test
  void clearInAMergeFileClearsWhatWasBefore() throws Exception {
    FilterRules rules =
        FilterRules.builder()
            .files(RuleFixture.files(Map.of("mf", "- b\n!\n- c")))
            .exclude(bytes("a"))
            .filter(bytes("merge mf"))
            .build();
    assertThat(wire(rules)).containsExactly("- c");
  }

  @Test
  void aMissingFileIsNamedWithItsReason() {
    assertThatThrownBy(() -> FilterRules.builder().files(FILES).includeFrom(bytes("no")))
        .hasMessage("rsync: [client] failed to open include file no: No such file or directory (2)")
        .returns(11, e -> ((FilterSyntaxException) e).exitCode());
  }

  @Test
  void aBadRuleOfAFileIsNamedByItsLine() {
    assertThatThrownBy(
            () ->
                FilterRules.builder()
                    .files(RuleFixture.files(Map.of("mf", "- a\r\n\nfoo\n")))
                    .filter(bytes(". mf")))
        .hasMessage("Unknown filter rule: <rule from mf line 3>");
  }

  @Test
  void aFileForOneSideMustNotHoldRulesForOneSide() {
    assertThatThrownBy(
            () ->
                FilterRules.builder()
                    .files(RuleFixture.files(Map.of("mf", "H a")))
                    .filter(bytes(".s mf")))
        .hasMessage(
            "specified-side merge file contains specified-side filter: <rule from mf line 1>");
  }

  @Test
  void mergeFilesNestAtMost32Deep() throws Exception {
    RuleFiles chain =
        name -> {
          int level = Integer.parseInt(new String(name, UTF_8));
          return bytes(level == 32 ? "- end" : ". " + (level + 1));
        };
    assertThat(wire(FilterRules.builder().files(chain).filter(bytes(". 1")).build()))
        .containsExactly("- end");
    assertThatThrownBy(() -> FilterRules.builder().files(chain).filter(bytes(". 0")))
        .hasMessageContaining("depth limit (32) exceeded")
        .returns(11, e -> ((FilterSyntaxException) e).exitCode());
  }

  @Test
  void overlongPatternsAreDroppedWithAWarning() throws Exception {
    FilterRulesBuilder builder =
        FilterRules.builder().exclude(bytes("x".repeat(4095))).exclude(bytes("x".repeat(4096)));
    assertThat(builder.build().rules()).hasSize(1);
    assertThat(builder.warnings())
        .singleElement()
        .asString()
        .startsWith("discarding over-long filter: xxx");
  }
}
