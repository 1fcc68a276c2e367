/**
 * When something is to be done again and again.
 *
 * <p>In: minutes, or a cron expression. Out: a {@link org.jsersync.daemon.schedule.Timetable}, and
 * calls at its times by an {@link org.jsersync.daemon.schedule.Alarm}.
 */
@NullMarked
package org.jsersync.daemon.schedule;

import org.jspecify.annotations.NullMarked;
