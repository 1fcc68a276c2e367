/**
 * {@code jsersync} running live while a tree changes under it.
 *
 * <p>Each scenario is a shell script that prepares files and one that changes them; what counts is
 * that the module equals the source in the end. Begin with {@code LiveScenariosTest}.
 */
@NullMarked
package org.jsersync.it.live;

import org.jspecify.annotations.NullMarked;
