package org.jsersync.daemon.config;

import org.jsersync.daemon.schedule.Timetable;
import org.jsersync.protocol.filter.FilterRules;

/**
 * Comparisons of everything by schedule.
 *
 * @param when they are due
 * @param excludes rules for them alone, behind those of the remotes: what is excluded is neither
 *     brought over nor deleted by them
 */
public record FullSyncConfig(Timetable when, FilterRules excludes) {}
