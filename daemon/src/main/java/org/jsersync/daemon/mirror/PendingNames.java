package org.jsersync.daemon.mirror;

import java.util.List;
import org.jsersync.protocol.RsyncTarget;

/**
 * What could not be delivered to one remote so far.
 *
 * @param names one record per path, in no order; what is only on its way is not among them
 * @param more whether there is also something on its way, which will be among them in a while
 */
public record PendingNames(RsyncTarget remote, List<PendingName> names, boolean more) {}
