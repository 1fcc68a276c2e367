package org.jsersync.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jsersync.protocol.filter.FilterRules;
import org.jsersync.protocol.filter.FilterSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which extended attributes rsync 3.5.0 was seen to send. */
class KeptXattrsTest {
  private static boolean includes(boolean internal, String name, String... rules)
      throws FilterSyntaxException {
    FilterRules filter = FilterRules.EMPTY;
    for (String rule : rules) {
      filter = filter.followedBy(FilterRules.builder().filter(bytes(rule)).build());
    }
    return new KeptXattrs(filter, internal).includes(bytes(name));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "user.a, true, true",
    "trusted.a, true, true",
    "security.a, true, true",
    "system.posix_acl_access, false, false",
    "system.other, false, false",
    "user.rsync.%stat, false, true",
    "user.rsync.foo, true, true",
    "trusted.rsync.%x, true, true",
    "user.rsync., true, true",
    "user., true, true"
  })
  void withoutRules(String name, boolean once, boolean twice) throws Exception {
    assertThat(includes(false, name)).isEqualTo(once);
    assertThat(includes(true, name)).isEqualTo(twice);
  }

  @Test
  void rulesForAttributesDecideAlone() throws Exception {
    String rule = "-x user.zz";
    assertThat(includes(false, "user.zz", rule)).isFalse();
    assertThat(includes(false, "user.yy", rule)).isTrue();
    assertThat(includes(false, "system.posix_acl_access", rule)).isTrue();
    assertThat(includes(false, "user.rsync.%q", rule)).isFalse();
    assertThat(includes(true, "user.rsync.%q", rule)).isTrue();
    assertThat(includes(false, "trusted.a", "+x user.*", "-x *")).isFalse();
    assertThat(includes(false, "user.a", "+x user.*", "-x *")).isTrue();
  }

  @Test
  void rulesForPathsAndForTheReceiverDoNotCount() throws Exception {
    assertThat(includes(false, "user.a", "- user.a")).isTrue();
    assertThat(includes(false, "system.a", "- user.a")).isFalse();
    assertThat(includes(false, "user.a", "-xr user.a")).isTrue();
    assertThat(includes(false, "user.a", "-xs user.a")).isFalse();
  }
}
