package org.jsersync.daemon.faillog;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsersync.daemon.mirror.PendingName;
import org.jsersync.daemon.mirror.What;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * Reads the script that a real sersync2 left as its fail log (06-sersync, sections 5 and 8.1), line
 * by line; nothing in it is run:
 *
 * <pre>  #errno 2560
 *  cd /w &amp;&amp; rsync -artuz -R  --port=873 "./a/f" 10.0.0.1::m &gt;/dev/null 2&gt;&amp;1
 *  cd /w &amp;&amp; rsync -artuz -R --delete ./ --include="a/" --include="a/f" --exclude=* 10.0.0.1::m
 * </pre>
 *
 * <p>sersync did not quote names, so a line may be cut or mean two things; then the whole directory
 * is what may differ. A name that is taken for another one costs a look at that one.
 */
final class SersyncScript {
  private static final String ERROR_NUMBER = "#errno ";
  private static final String REASON = "in the script that sersync left";

  private static final Pattern COMMAND = Pattern.compile("cd (/.*?) && rsync (.*)", Pattern.DOTALL);

  /** The remote, a password file, and where output goes: no quotes, so no name either. */
  private static final String TAIL =
      " +[^\\s\"]+::?[^\\s\"]+( +--password-file=[^\\s\"]+)?( +>/dev/null 2>&1)? *";

  private static final Pattern PUSH = Pattern.compile(".*? \"\\./(.*)\"" + TAIL, Pattern.DOTALL);

  private static final Pattern DELETE =
      Pattern.compile(".*? --delete \\./ (--include=\".*\") --exclude=\\*" + TAIL, Pattern.DOTALL);

  private static final Pattern BETWEEN_INCLUDES = Pattern.compile("\" +--include=\"");
  private static final String FIRST_INCLUDE = "--include=\"";
  private static final String ALL_BELOW = "/***";

  private SersyncScript() {}

  /** What a line of such a script says; null if it is of no such script. */
  static @Nullable LogLine parse(byte[] line, Instant now) {
    // One char per byte: names are bytes.
    String text = new String(line, StandardCharsets.ISO_8859_1);
    if (text.startsWith(ERROR_NUMBER)) {
      return new LogLine.Remark();
    }
    Matcher command = COMMAND.matcher(text);
    if (!command.matches()) {
      return null;
    }
    Owner owner = new Owner(path(command.group(1)), Owner.ANY);
    PendingName name = name(" " + command.group(2), now);
    return name == null ? new LogLine.Damaged(owner) : new LogLine.Entry(owner, name);
  }

  private static BytePath path(String text) {
    return BytePath.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static @Nullable PendingName name(String options, Instant now) {
    Matcher delete = DELETE.matcher(options);
    String name = null;
    What what = What.TREE;
    if (delete.matches()) {
      name = deleted(delete.group(1));
      what = What.GONE;
    } else {
      Matcher push = PUSH.matcher(options);
      if (push.matches()) {
        // The one character that sersync did escape.
        name = push.group(1).replace("\\$", "$");
      }
    }
    if (name == null || name.isEmpty() || name.indexOf('\0') >= 0) {
      return null;
    }
    BytePath path = path(name);
    return RecordText.isInside(path) ? new PendingName(path, what, now, REASON) : null;
  }

  /** The name that a chain of includes leads to; null if they are no chain. */
  private static @Nullable String deleted(String includes) {
    String inner = includes.substring(FIRST_INCLUDE.length(), includes.length() - 1);
    List<String> chain = new ArrayList<>(List.of(BETWEEN_INCLUDES.split(inner, -1)));
    String last = chain.removeLast();
    if (last.endsWith(ALL_BELOW) && !chain.isEmpty()) {
      last = last.substring(0, last.length() - ALL_BELOW.length());
      if (!chain.removeLast().equals(last)) {
        return null;
      }
    }
    int from = 0;
    for (String above : chain) {
      int slash = last.indexOf('/', from);
      if (slash < 0 || !above.equals(last.substring(0, slash + 1))) {
        return null;
      }
      from = slash + 1;
    }
    return last.indexOf('/', from) >= 0 ? null : last;
  }
}
