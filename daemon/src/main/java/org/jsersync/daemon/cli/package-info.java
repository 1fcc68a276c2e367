/**
 * The command {@code jsersync}: what a person types, and what a person sees.
 *
 * <p>In: arguments, environment, terminal, signals. Out: lines for people and an exit code. {@code
 * JsersyncCommand} sends {@code mirror …} to {@code MirrorCommand} (picocli) and sersync's own form
 * {@code -r -o confxml.xml} to {@code SersyncCommand}; both end in a {@link
 * org.jsersync.daemon.config.MirrorConfig}, which {@code Preflight} checks against this machine and
 * {@code LiveMirror} or {@code OnePass} carries out. Begin with {@code JsersyncCommand}.
 */
@NullMarked
package org.jsersync.daemon.cli;

import org.jspecify.annotations.NullMarked;
