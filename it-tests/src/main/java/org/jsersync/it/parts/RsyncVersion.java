package org.jsersync.it.parts;

import java.nio.file.Files;
import java.nio.file.Path;

/** The stock rsync versions that the tests run against. */
public enum RsyncVersion {
  V3_5_0("3.5.0"),
  V3_2_7("3.2.7");

  private final String number;

  RsyncVersion(String number) {
    this.number = number;
  }

  /** The rsync binary of this version; see {@link Parts} for when it is missing. */
  public Path binary() {
    Path unpacked = Parts.cache().resolve("rsync-" + number).resolve("usr/bin/rsync");
    if (Files.isExecutable(unpacked)) {
      return unpacked;
    }
    Path installed = Parts.program("rsync");
    String banner = Command.of(installed, "--version").run().outText();
    if (!banner.startsWith("rsync  version " + number + " ")) {
      throw Parts.missing(toString(), "run it-tests/parts.sh");
    }
    return installed;
  }

  @Override
  public String toString() {
    return "rsync " + number;
  }
}
