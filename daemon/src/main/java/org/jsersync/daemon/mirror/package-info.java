/**
 * The mirror engine: what changed in a directory goes to its remotes, and stays pending until each
 * of them confirmed it.
 *
 * <p>In: {@code Change} records of the watcher, which only say that a name may differ. They are
 * merged per remote in a {@link org.jsersync.daemon.mirror.ChangeSet}; when the remote is free, a
 * batch is taken, {@link org.jsersync.daemon.mirror.BatchPlanner} looks at the disk, and one or two
 * pushes carry it. Out: pushes to the protocol library, and events for people through {@link
 * org.jsersync.daemon.mirror.MirrorListener}. Begin with {@link org.jsersync.daemon.mirror.Mirror},
 * then {@link org.jsersync.daemon.mirror.RemoteMirror}.
 */
@NullMarked
package org.jsersync.daemon.mirror;

import org.jspecify.annotations.NullMarked;
