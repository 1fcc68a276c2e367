package org.jsersync.protocol.filter;

/** A test of names that filter rules cannot express, for the sender alone. */
@FunctionalInterface
public interface HiddenNames {
  /**
   * Whether the sender leaves a name out.
   *
   * @param path the first {@code length} bytes: relative to the root of the transfer
   */
  boolean hides(byte[] path, int length, boolean directory);
}
