package org.jsersync.protocol.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jsersync.protocol.filter.RuleFixture.bytes;
import static org.jsersync.protocol.filter.RuleFixture.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

/** Rules that let single paths be deleted (02-filelist, section 7.3). */
final class ScopedRulesTest {
  @Test
  void theRulesAreThoseOfTheSpecification() throws Exception {
    assertThat(risk("D/name")).isEqualTo("+r /D/name");
    assertThat(risk("a\\b")).isEqualTo("+r /a\\b");
    assertThat(risk("a\\b*?[]")).isEqualTo("+r /a\\\\b\\*\\?\\[]");
    assertThat(risk("D/ \n\r#!\u00ff")).isEqualTo("+r /D/ \n\r#!\u00ff");
    assertThat(below("D/e\\f")).isEqualTo("+r /D/e\\\\f/**");
    assertThat(below("")).isEqualTo("+r /**");
    assertThat(wire(FilterRules.of(List.of(ScopedRules.protectRest())))).containsExactly("-rp *");
  }

  private static String risk(String path) throws Exception {
    return wire(FilterRules.of(List.of(ScopedRules.risk(path(path)).orElseThrow()))).get(0);
  }

  private static String below(String path) throws Exception {
    return wire(FilterRules.of(List.of(ScopedRules.riskBelow(path(path)).orElseThrow()))).get(0);
  }

  private static BytePath path(String path) {
    return BytePath.of(bytes(path));
  }

  @Test
  void aRuleThatNoReceiverWouldTakeIsNotMade() {
    assertThat(ScopedRules.risk(path("x".repeat(4094)))).isPresent();
    assertThat(ScopedRules.risk(path("x".repeat(4095)))).isEmpty();
    assertThat(ScopedRules.risk(path("*".repeat(2048)))).isEmpty();
    assertThat(ScopedRules.riskBelow(path("x".repeat(4091)))).isPresent();
    assertThat(ScopedRules.riskBelow(path("x".repeat(4092)))).isEmpty();
  }

  @Test
  void onlyTheNamedPathIsAtRiskWhateverItIsCalled() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      BytePath directory = randomPath(random, random.nextInt(3));
      BytePath path = directory.child(randomName(random));
      FilterRules rules = protectAllBut(ScopedRules.risk(path).orElseThrow());
      assertThat(deletable(rules, path, random))
          .as("seed %d: %s on %s", seed, rules, path)
          .isTrue();
      for (BytePath other : others(random, path)) {
        if (!other.equals(path)) {
          assertThat(deletable(rules, other, random))
              .as("seed %d: %s on %s", seed, rules, other)
              .isFalse();
        }
      }
    }
  }

  @Test
  void onlyWhatIsBelowIsAtRisk() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      BytePath directory = randomPath(random, 1 + random.nextInt(3));
      FilterRules rules = protectAllBut(ScopedRules.riskBelow(directory).orElseThrow());
      List<BytePath> paths = new ArrayList<>(others(random, directory));
      paths.add(directory);
      paths.add(directory.resolve(randomPath(random, 1 + random.nextInt(3))));
      for (BytePath path : paths) {
        assertThat(deletable(rules, path, random))
            .as("seed %d: %s on %s", seed, rules, path)
            .isEqualTo(path.startsWith(directory) && !path.equals(directory));
      }
    }
  }

  private static FilterRules protectAllBut(FilterRule risk) {
    return FilterRules.of(List.of(risk, ScopedRules.protectRest()));
  }

  private static boolean deletable(FilterRules rules, BytePath path, Random random) {
    return !rules.excludes(path, random.nextBoolean(), Side.RECEIVER);
  }

  /** Siblings, parents, children, and names that differ in one byte. */
  private static List<BytePath> others(Random random, BytePath path) {
    List<BytePath> others = new ArrayList<>();
    for (BytePath up = path.parent(); up != null && !up.isEmpty(); up = up.parent()) {
      others.add(up);
      others.add(up.child(path.name()));
    }
    others.add(path.child(randomName(random)));
    others.add(BytePath.of(path.name()).child(path.name()));
    others.add(randomPath(random, 1 + random.nextInt(3)));
    byte[] bytes = path.toBytes();
    for (int i = 0; i < bytes.length; i++) {
      byte old = bytes[i];
      bytes[i] = randomName(random)[0];
      others.add(BytePath.of(bytes));
      bytes[i] = old;
    }
    return others;
  }

  private static BytePath randomPath(Random random, int depth) {
    BytePath path = BytePath.ROOT;
    for (int i = 0; i < depth; i++) {
      path = path.child(randomName(random));
    }
    return path;
  }

  /** Any bytes but NUL and slash, with a liking for those that mean something in a pattern. */
  private static byte[] randomName(Random random) {
    byte[] special = bytes("**??[]\\\\!^-:+# \n\rab");
    byte[] name = new byte[1 + random.nextInt(8)];
    for (int i = 0; i < name.length; i++) {
      int any = 1 + random.nextInt(255);
      name[i] =
          random.nextInt(3) > 0 || any == '/' || (any == '.')
              ? special[random.nextInt(special.length)]
              : (byte) any;
    }
    return name;
  }
}
