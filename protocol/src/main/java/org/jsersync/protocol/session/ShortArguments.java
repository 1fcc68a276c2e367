package org.jsersync.protocol.session;

import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;

/** The bundle of letters (04-options, section 2.3, first table). */
final class ShortArguments {
  /** What we implement besides {@code i} (01-session, section 3.3). */
  private static final String CAPABILITIES = "LsfxCIvu";

  /** rsync 3.5.0 sends no more of them. */
  private static final int MOST_VERBOSE = 9;

  private final PushOptions options;
  private final StringBuilder letters = new StringBuilder();

  private ShortArguments(PushOptions options) {
    this.options = options;
  }

  /** The letters without the dash; empty if there are none. */
  static String bundle(PushOptions options, boolean offerIncremental, boolean secluded) {
    ShortArguments bundle = new ShortArguments(options);
    bundle.letter('s', secluded);
    bundle.letters();
    bundle.capabilities(offerIncremental);
    return bundle.letters.toString();
  }

  private void letters() {
    boolean recursive = options.has(PushFlag.RECURSIVE);
    letters.repeat('v', Math.min(options.count(PushFlag.VERBOSE), MOST_VERBOSE));
    letter('q', PushFlag.QUIET);
    letter('b', PushFlag.BACKUP);
    letter('u', PushFlag.UPDATE);
    letter('n', PushFlag.DRY_RUN);
    letter('l', PushFlag.LINKS);
    letter('d', !recursive && options.has(PushFlag.DIRS));
    letter('K', PushFlag.KEEP_DIRLINKS);
    letter('m', PushFlag.PRUNE_EMPTY_DIRS);
    letter('O', options.has(PushFlag.OMIT_DIR_TIMES) && !backupImpliesIt());
    letter('J', PushFlag.OMIT_LINK_TIMES);
    fuzzy();
    letter('W', PushFlag.WHOLE_FILE);
    letters.repeat('H', Math.min(options.count(PushFlag.HARD_LINKS), 2));
    letter('o', PushFlag.OWNER);
    letter('g', PushFlag.GROUP);
    letter('D', PushFlag.DEVICES);
    letter('t', PushFlag.TIMES);
    letter('p', PushFlag.PERMS);
    letter('E', options.has(PushFlag.EXECUTABILITY) && !options.has(PushFlag.PERMS));
    letter('A', PushFlag.ACLS);
    letters.repeat('X', Math.min(options.count(PushFlag.XATTRS), 2));
    letter('r', recursive);
    letter('c', PushFlag.CHECKSUM);
    letter('I', PushFlag.IGNORE_TIMES);
    letter('R', PushFlag.RELATIVE);
    letters.repeat('x', Math.min(options.count(PushFlag.ONE_FILE_SYSTEM), 2));
    letter('S', PushFlag.SPARSE);
    letter('z', options.compression().letterZ());
  }

  /** The daemon derives it from {@code b} by itself. */
  private boolean backupImpliesIt() {
    return options.has(PushFlag.BACKUP) && options.backupDir() == null;
  }

  private void fuzzy() {
    int times = options.count(PushFlag.FUZZY);
    letters.repeat('y', times >= 2 && !options.basisDirs().isEmpty() ? 2 : Math.min(times, 1));
  }

  private void capabilities(boolean offerIncremental) {
    letters.append("e.");
    letter(
        'i',
        offerIncremental
            && options.has(PushFlag.RECURSIVE)
            && !options.has(PushFlag.NO_INC_RECURSIVE));
    letters.append(CAPABILITIES);
  }

  private void letter(char letter, PushFlag flag) {
    letter(letter, options.has(flag));
  }

  private void letter(char letter, boolean on) {
    if (on) {
      letters.append(letter);
    }
  }
}
