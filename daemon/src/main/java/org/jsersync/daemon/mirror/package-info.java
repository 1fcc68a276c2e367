/**
 * The mirror engine: what changed in a directory goes to its remotes, and stays pending until each
 * of them confirmed it.
 *
 * <p>In: {@code Change} records of the watcher, which only say that a name may differ. {@link
 * org.jsersync.daemon.mirror.Fanout} hands them to every remote's {@link
 * org.jsersync.daemon.mirror.Agenda}: what is due and when, merged in a {@link
 * org.jsersync.daemon.mirror.ChangeSet}. {@link org.jsersync.daemon.mirror.Flights} says which of
 * it may go beside what is in flight. On one of the remote's lanes {@link
 * org.jsersync.daemon.mirror.BatchSender} plans a batch by the disk ({@link
 * org.jsersync.daemon.mirror.BatchPlanner}), pushes it, and {@link
 * org.jsersync.daemon.mirror.Tally} says what became of it. Out: pushes to the protocol library,
 * events for people through {@link org.jsersync.daemon.mirror.MirrorListener}, and, for whoever
 * asks, what could not be delivered ({@link org.jsersync.daemon.mirror.PendingSource}). Begin with
 * {@link org.jsersync.daemon.mirror.Mirror}, then {@link org.jsersync.daemon.mirror.RemoteMirror}.
 */
@NullMarked
package org.jsersync.daemon.mirror;

import org.jspecify.annotations.NullMarked;
