package org.jsersync.protocol.session;

import org.jsersync.protocol.Compression;
import org.jsersync.protocol.Digest;

/**
 * What both sides agreed on before the first file list; all differences between versions are asked
 * here (01-session, section 4; 03-transfer, section 12).
 *
 * @param protocol 30 to 32; older ones are refused
 * @param compatFlags the server's answer
 * @param checksum digest of whole files and blocks
 * @param checksumNegotiated whether it was negotiated or chosen by an option; false = implied
 * @param compression a codec or none, never AUTO
 * @param seed the server's checksum seed
 */
public record Dialect(
    int protocol,
    int compatFlags,
    Digest checksum,
    boolean checksumNegotiated,
    Compression compression,
    int seed) {

  /** Lists come directory by directory. */
  public boolean incrementalRecursion() {
    return (compatFlags & 0x01) != 0;
  }

  /** The end of a list may carry an I/O error code. */
  public boolean safeFileList() {
    return protocol >= 31 || (compatFlags & 0x08) != 0;
  }

  /** Block sums hash the seed before the data. */
  public boolean seedFirst() {
    return (compatFlags & 0x20) != 0;
  }

  /** Nothing is said of the extended attributes of a name that was linked to another. */
  public boolean linksSkipXattrs() {
    return protocol >= 31 && (compatFlags & 0x10) == 0;
  }

  /** A partial file in the partial directory is updated in place. */
  public boolean inplacePartialDir() {
    return (compatFlags & 0x40) != 0;
  }

  /** Entry flags are varints. */
  public boolean varintFlags() {
    return (compatFlags & 0x80) != 0;
  }

  /** Names of id 0 are sent too. */
  public boolean idZeroNames() {
    return (compatFlags & 0x100) != 0;
  }

  /** Entries carry nanoseconds. */
  public boolean nanoseconds() {
    return protocol >= 31;
  }

  /** Fifos and sockets carry device numbers, all 0. */
  public boolean specialsHaveNumbers() {
    return protocol < 31;
  }
}
