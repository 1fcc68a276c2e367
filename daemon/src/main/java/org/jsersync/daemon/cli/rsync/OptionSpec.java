package org.jsersync.daemon.cli.rsync;

import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.RsyncException;

/**
 * One option of rsync's command line (04-options, section 1.2).
 *
 * @param names its long names without dashes, the proper one first; empty = letters only
 * @param letters its one-letter names
 * @param value what stands for its value in the help; empty = it takes none
 * @param negatable whether each name has a "no-" form that turns it off
 * @param supported whether we do more than refuse it
 * @param effect what it does to the settings
 * @param help one line for people; empty = another name of an option that has one
 */
record OptionSpec(
    List<String> names,
    List<Character> letters,
    String value,
    boolean negatable,
    boolean supported,
    Effect effect,
    String help) {

  /** What giving an option, or its "no-" form, changes. */
  @FunctionalInterface
  interface Effect {
    void apply(Settings settings, OptionUse use) throws RsyncException;
  }

  /** The same option with this effect. */
  OptionSpec with(Effect other) {
    return new OptionSpec(names, letters, value, negatable, true, other, help);
  }

  boolean takesValue() {
    return !value.isEmpty();
  }

  /** As messages name it. */
  String properName() {
    return names.isEmpty() ? "-" + letters.getFirst() : "--" + names.getFirst();
  }

  /**
   * Begins an option.
   *
   * @param names its names, separated by blanks; the one-letter ones are short
   */
  static Draft option(String names, String help) {
    return new Draft(names, help);
  }

  /** An option whose effect is still to be said. */
  static final class Draft {
    private final List<String> names = new ArrayList<>();
    private final List<Character> letters = new ArrayList<>();
    private final String help;
    private boolean negatable;

    private Draft(String text, String help) {
      for (String name : text.split(" ", -1)) {
        if (name.length() == 1) {
          letters.add(name.charAt(0));
        } else {
          names.add(name);
        }
      }
      this.help = help;
    }

    /** It has "no-" forms. */
    Draft negatable() {
      negatable = true;
      return this;
    }

    /** It turns flags on; its "no-" form turns them off. */
    OptionSpec sets(PushFlag... flags) {
      return does(
          (settings, use) -> {
            if (use.negated()) {
              settings.push.clear(flags);
            } else {
              settings.push.set(flags);
            }
          });
    }

    /** It may be given several times. */
    OptionSpec counts(PushFlag flag) {
      return does(
          (settings, use) -> {
            if (use.negated()) {
              settings.push.clear(flag);
            } else {
              settings.push.add(flag);
            }
          });
    }

    OptionSpec does(Effect effect) {
      return takes("", effect);
    }

    OptionSpec takes(String value, Effect effect) {
      return build(value, true, effect);
    }

    private OptionSpec build(String value, boolean supported, Effect effect) {
      return new OptionSpec(
          List.copyOf(names), List.copyOf(letters), value, negatable, supported, effect, help);
    }

    /** A part of rsync that is still to come: refused by name. */
    OptionSpec later() {
      return later("");
    }

    OptionSpec later(String value) {
      return refused(value, "is not supported yet");
    }

    /** A part of rsync that a client of daemons has no use for. */
    OptionSpec never(String value, String reason) {
      return refused(value, "is not supported: " + reason);
    }

    private OptionSpec refused(String value, String why) {
      return build(value, false, (settings, use) -> settings.refuse(use, why));
    }
  }
}
