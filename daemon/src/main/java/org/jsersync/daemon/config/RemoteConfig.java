package org.jsersync.daemon.config;

import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RsyncTarget;
import org.jspecify.annotations.Nullable;

/**
 * One place that a tree is mirrored to.
 *
 * @param target the directory there that becomes equal to the tree's root
 * @param password for a daemon that asks; null = none is known
 * @param options what a push carries over and how, filter rules included
 */
public record RemoteConfig(
    RsyncTarget target, @Nullable PasswordSource password, PushOptions options) {}
