/**
 * The command {@code jsersync}: what a person types, and what a person sees.
 *
 * <p>In: arguments, environment, terminal, signals. Out: lines for people and an exit code. {@code
 * JsersyncCommand} sends {@code mirror …} to {@code MirrorCommand} (picocli) and sersync's own form
 * {@code -r -o confxml.xml} to {@code SersyncCommand}, which speaks in one of two {@code Voice}s;
 * both end in a {@link org.jsersync.daemon.config.MirrorConfig}, which {@code Preflight} checks
 * against this machine and {@code LiveMirror} or {@code OnePass} carries out; {@code Checkup} only
 * tells of it. Begin with {@code JsersyncCommand}.
 */
@NullMarked
package org.jsersync.daemon.cli;

import org.jspecify.annotations.NullMarked;
