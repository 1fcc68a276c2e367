package org.jsersync.protocol.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

/** What rsync 3.5.0 did with 1,092 pairs of rules and path (05-filters, section 4). */
final class FilterCasesTest {
  @Test
  void everyCaseIsDecidedAsRsyncDecidedIt() throws Exception {
    List<String[]> rows = EscapedTable.rows("filter-cases.tsv");
    List<String> wrong = new ArrayList<>();
    for (String[] row : rows) {
      FilterRulesBuilder builder = FilterRules.builder();
      for (byte[] rule : EscapedTable.list(row[0])) {
        builder.filter(rule);
      }
      boolean excluded =
          builder
              .build()
              .excludesEffectively(BytePath.of(EscapedTable.bytes(row[1])), row[2].equals("d"));
      if (excluded != row[3].equals("exclude")) {
        wrong.add(String.join("  ", row));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(rows).hasSize(1092);
  }
}
