package org.jsersync.daemon.cli;

import picocli.CommandLine.IVersionProvider;

/** Which jsersync this is. */
final class Version implements IVersionProvider {
  /** Its number; "dev" when not run from a jar. */
  static String number() {
    String number = Version.class.getPackage().getImplementationVersion();
    return number == null ? "dev" : number;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"jsersync " + number() + "  rsync protocols 30 to 32"};
  }
}
