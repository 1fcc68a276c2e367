package org.jsersync.daemon.cli.rsync;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsersync.protocol.RsyncException;

/** Sizes such as {@code 1.5k}, {@code 2MB}, {@code 1GiB-1} (04-options, section 1.5). */
final class SizeValue {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?<number>[0-9]*(?:\\.[0-9]*)?)(?:(?<unit>[bkmgtp])(?<kind>b|ib)?)?(?<step>[-+]1)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NEGATIVE = Pattern.compile("-[0-9].*");

  private SizeValue() {}

  /**
   * The value of an option in bytes.
   *
   * @param unit letter that stands for no letter
   * @param most largest size allowed
   * @param mostText that, for people
   * @throws RsyncException if it is malformed, negative or too large
   */
  static long of(OptionUse use, char unit, long most, String mostText) throws RsyncException {
    String text = new String(use.value(), StandardCharsets.ISO_8859_1);
    Matcher m = SHAPE.matcher(text);
    if (NEGATIVE.matcher(text).matches()) {
      throw wrong(use, "is too large" + mostText);
    }
    if (!m.matches() || (text.length() == 2 && m.group("step") != null)) {
      throw wrong(use, "is invalid");
    }
    BigInteger bytes =
        number(m.group("number"))
            .multiply(factor(m, unit))
            .setScale(0, RoundingMode.FLOOR)
            .toBigInteger();
    String step = m.group("step");
    if (step != null) {
      bytes = bytes.add(BigInteger.valueOf(step.charAt(0) == '+' ? 1 : -1));
    }
    if (bytes.signum() < 0 || bytes.compareTo(BigInteger.valueOf(most)) > 0) {
      throw wrong(use, "is too large" + mostText);
    }
    return bytes.longValueExact();
  }

  static RsyncException wrong(OptionUse use, String what) {
    return OptionUse.usage(use.spec().properName() + "=" + use.shown() + " " + what);
  }

  private static BigDecimal number(String digits) {
    return digits.isEmpty() || digits.equals(".") ? BigDecimal.ZERO : new BigDecimal(tidy(digits));
  }

  private static String tidy(String digits) {
    return "0" + (digits.endsWith(".") ? digits + "0" : digits);
  }

  private static BigDecimal factor(Matcher m, char unit) {
    String given = m.group("unit");
    char letter = given == null ? unit : given.toLowerCase(Locale.ROOT).charAt(0);
    int power = "bkmgtp".indexOf(letter);
    boolean decimal = "b".equalsIgnoreCase(m.group("kind"));
    return BigDecimal.valueOf(decimal ? 1000 : 1024).pow(power);
  }
}
