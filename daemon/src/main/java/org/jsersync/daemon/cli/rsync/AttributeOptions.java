package org.jsersync.daemon.cli.rsync;

import static org.jsersync.daemon.cli.rsync.OptionSpec.option;

import java.util.List;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.ModeChanges;

/** What is kept of a file beside its content (04-options, section 1.2, "Attributes"). */
final class AttributeOptions {
  static final List<OptionSpec> ALL =
      List.of(
          option("links l", "copy symlinks as symlinks").negatable().sets(PushFlag.LINKS),
          option("copy-links L", "transform symlink into referent file/directory").later(),
          option("copy-dirlinks k", "transform symlink to directory into referent directory")
              .later(),
          option("copy-unsafe-links", "only \"unsafe\" symlinks are transformed").later(),
          option("safe-links", "ignore symlinks that point outside the tree")
              .sets(PushFlag.SAFE_LINKS),
          option("munge-links", "munge symlinks to make them safe & unusable").negatable().later(),
          option("keep-dirlinks K", "treat symlinked directory on receiver as directory")
              .sets(PushFlag.KEEP_DIRLINKS),
          option("insecure-links", "follow attacker-owned symlinks in operator paths")
              .negatable()
              .later(),
          option("confine-root", "refuse operator paths resolving outside DIR").later("DIR"),
          option("drop-D", "receiver refuses to create devices/specials").negatable().later(),
          option("hard-links H", "preserve hard links").negatable().counts(PushFlag.HARD_LINKS),
          option("perms p", "preserve permissions").negatable().sets(PushFlag.PERMS),
          option("executability E", "preserve executability").sets(PushFlag.EXECUTABILITY),
          option("chmod", "affect file and/or directory permissions")
              .takes("CHMOD", (s, use) -> chmod(s, use.text())),
          option("acls A", "preserve ACLs (implies --perms)")
              .negatable()
              .does(
                  (s, use) -> {
                    s.push.set(PushFlag.ACLS, !use.negated());
                    if (!use.negated()) {
                      s.push.set(PushFlag.PERMS);
                    }
                  }),
          option("xattrs X", "preserve extended attributes").negatable().counts(PushFlag.XATTRS),
          option("owner o", "preserve owner (super-user only)").negatable().sets(PushFlag.OWNER),
          option("group g", "preserve group").negatable().sets(PushFlag.GROUP),
          option("D", "same as --devices --specials")
              .negatable()
              .sets(PushFlag.DEVICES, PushFlag.SPECIALS),
          option("devices", "preserve device files (super-user only)")
              .negatable()
              .sets(PushFlag.DEVICES),
          option("specials", "preserve special files").negatable().sets(PushFlag.SPECIALS),
          option("copy-devices", "copy device contents as a regular file").later(),
          option("write-devices", "write to devices as files (implies --inplace)")
              .negatable()
              .later(),
          option("times t", "preserve modification times").negatable().sets(PushFlag.TIMES),
          option("atimes U", "preserve access (use) times").negatable().later(),
          option("open-noatime", "avoid changing the atime on opened files")
              .negatable()
              .sets(PushFlag.OPEN_NOATIME),
          option("crtimes N", "preserve create times (newness)").negatable().later(),
          option("omit-dir-times O", "omit directories from --times")
              .negatable()
              .sets(PushFlag.OMIT_DIR_TIMES),
          option("omit-link-times J", "omit symlinks from --times")
              .negatable()
              .sets(PushFlag.OMIT_LINK_TIMES),
          option("numeric-ids", "don't map uid/gid values by user/group name")
              .negatable()
              .sets(PushFlag.NUMERIC_IDS),
          option("usermap", "custom username mapping")
              .takes("STRING", (s, use) -> s.usermap("--usermap", use.text())),
          option("groupmap", "custom groupname mapping")
              .takes("STRING", (s, use) -> s.groupmap("--groupmap", use.text())),
          option("chown", "simple username/groupname mapping")
              .takes("USER:GROUP", (s, use) -> chown(s, use.text())),
          option("super", "receiver attempts super-user activities")
              .negatable()
              .sets(PushFlag.SUPER),
          option("fake-super", "store/recover privileged attrs using xattrs").later(),
          option("copy-as", "specify user & optional group for the copy")
              .never("USER[:GROUP]", "it is for local copies by root"));

  private AttributeOptions() {}

  private static void chmod(Settings settings, String value) throws RsyncException {
    try {
      settings.push.chmod(ModeChanges.parse(value, Umask.ofProcess()));
    } catch (IllegalArgumentException e) {
      throw OptionUse.usage("Invalid argument passed to --chmod (" + value + ")");
    }
  }

  private static void chown(Settings settings, String value) throws RsyncException {
    int colon = value.indexOf(':');
    String user = colon < 0 ? value : value.substring(0, colon);
    String group = colon < 0 ? "" : value.substring(colon + 1);
    if (!user.isEmpty()) {
      settings.usermap("--chown", "*:" + user);
    }
    if (!group.isEmpty()) {
      settings.groupmap("--chown", "*:" + group);
    }
  }
}
