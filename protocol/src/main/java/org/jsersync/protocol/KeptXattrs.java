package org.jsersync.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jsersync.protocol.filter.FilterRules;

/**
 * Which extended attributes go over: those that the rules for them let pass, or, where there are no
 * such rules, all but the system's own, as rsync 3.5.0 does. Those that the kernel keeps for root
 * only root sees.
 *
 * @param filter its rules for attributes
 * @param internal whether those go, too, in which rsync keeps what it could not set
 */
record KeptXattrs(FilterRules filter, boolean internal) {
  private static final byte[] SYSTEM = bytes("system.");
  private static final byte[] INTERNAL = bytes("user.rsync.%");

  boolean includes(byte[] name) {
    if (!internal && startsWith(name, INTERNAL)) {
      return false;
    }
    return filter.filtersXattrs() ? !filter.excludesXattr(name) : !startsWith(name, SYSTEM);
  }

  private static boolean startsWith(byte[] name, byte[] prefix) {
    int n = prefix.length;
    return name.length >= n && Arrays.equals(name, 0, n, prefix, 0, n);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
