package org.jsersync.daemon.mirror;

import java.util.List;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RsyncTarget;
import org.jspecify.annotations.Nullable;

/**
 * Where a source is mirrored to.
 *
 * @param target the module and the path in it
 * @param password for the case that the daemon asks; null = none is had
 * @param options rsync's options; {@code --delete} among them lets comparisons delete what only the
 *     remote has
 * @param earlier what an earlier run could not deliver
 */
public record MirrorRemote(
    RsyncTarget target,
    @Nullable PasswordSource password,
    PushOptions options,
    List<PendingName> earlier) {
  public MirrorRemote {
    earlier = List.copyOf(earlier);
  }

  /** With nothing left over. */
  public MirrorRemote(RsyncTarget target, @Nullable PasswordSource password, PushOptions options) {
    this(target, password, options, List.of());
  }
}
