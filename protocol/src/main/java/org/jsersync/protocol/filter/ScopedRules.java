package org.jsersync.protocol.filter;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;

/**
 * Rules for the receiver that let a push with --delete remove single paths and nothing else: the
 * paths are at {@link #risk}, everything else is protected (02-filelist, section 7.3).
 */
public final class ScopedRules {
  private static final byte[] BELOW = {'/', '*', '*'};
  private static final byte[] IN = {'/', '*'};

  private ScopedRules() {}

  /**
   * "+r /path": this path may be deleted, and a directory with all that is in it.
   *
   * @param path relative to the destination, not its root
   * @return empty if the rule would be too long for a receiver to take (4096 bytes); then another
   *     way to delete has to be found
   */
  public static Optional<FilterRule> risk(BytePath path) {
    if (path.isEmpty() || path.isAbsolute()) {
      throw new IllegalArgumentException("not a path below the destination: " + path);
    }
    byte[] bytes = path.toBytes();
    boolean wild = false;
    for (byte b : bytes) {
      wild |= PathPattern.isWildcard(b);
    }
    ByteArrayOutputStream pattern = new ByteArrayOutputStream(bytes.length + 1);
    pattern.write('/');
    if (wild) {
      writeQuoted(bytes, pattern);
    } else {
      pattern.writeBytes(bytes);
    }
    return atRisk(pattern.toByteArray());
  }

  /**
   * "+r /directory/**": everything below it may be deleted, not the directory itself.
   *
   * @param directory relative to the destination, or its root
   * @return empty if the rule would be too long
   */
  public static Optional<FilterRule> riskBelow(BytePath directory) {
    return riskMatching(directory, BELOW);
  }

  /**
   * "+r /directory/*": every name directly in it may be deleted, a directory with all that is in
   * it.
   *
   * @param directory relative to the destination, or its root
   * @return empty if the rule would be too long
   */
  public static Optional<FilterRule> riskIn(BytePath directory) {
    return riskMatching(directory, IN);
  }

  private static Optional<FilterRule> riskMatching(BytePath directory, byte[] names) {
    if (directory.isAbsolute()) {
      throw new IllegalArgumentException("not a path below the destination: " + directory);
    }
    ByteArrayOutputStream pattern = new ByteArrayOutputStream(directory.length() + 4);
    if (!directory.isEmpty()) {
      pattern.write('/');
      writeQuoted(directory.toBytes(), pattern);
    }
    pattern.writeBytes(names);
    return atRisk(pattern.toByteArray());
  }

  /**
   * "-rp *": nothing else is deleted. The last rule, always. Perishable, so that it does not keep
   * the inside of a directory that is deleted.
   */
  public static FilterRule protectRest() {
    return new FilterRule(
        false, Set.of(RuleModifier.RECEIVER, RuleModifier.PERISHABLE), new byte[] {'*'});
  }

  /** A backslash quotes only in patterns with wildcards, and there it must be quoted itself. */
  private static void writeQuoted(byte[] path, ByteArrayOutputStream pattern) {
    for (byte b : path) {
      if (b == '\\' || PathPattern.isWildcard(b)) {
        pattern.write('\\');
      }
      pattern.write(b);
    }
  }

  private static Optional<FilterRule> atRisk(byte[] pattern) {
    return pattern.length > FilterRule.MAX_PATTERN
        ? Optional.empty()
        : Optional.of(new FilterRule(true, Set.of(RuleModifier.RECEIVER), pattern));
  }
}
