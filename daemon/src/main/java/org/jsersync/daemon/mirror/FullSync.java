package org.jsersync.daemon.mirror;

import org.jsersync.daemon.schedule.Timetable;
import org.jsersync.protocol.filter.FilterRules;

/**
 * Comparisons of everything besides those that something calls for.
 *
 * @param when they are due
 * @param excludes rules behind the remote's own, for these comparisons alone: what they exclude is
 *     left alone by them, here and at the remotes
 */
public record FullSync(Timetable when, FilterRules excludes) {}
