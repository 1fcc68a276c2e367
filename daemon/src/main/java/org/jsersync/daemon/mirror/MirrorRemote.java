package org.jsersync.daemon.mirror;

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
 */
public record MirrorRemote(
    RsyncTarget target, @Nullable PasswordSource password, PushOptions options) {}
