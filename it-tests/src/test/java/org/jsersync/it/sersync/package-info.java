/**
 * What a user of sersync2 may rely on: the acceptance table (06-sersync, section 14), row by row,
 * through {@code jsersync -r -o confxml.xml} with configurations as people write them.
 *
 * <p>A test carries its row's number in its display name; {@code AcceptanceTableTest} sees to it
 * that each row has one. Begin with {@code Setup}.
 */
@NullMarked
package org.jsersync.it.sersync;

import org.jspecify.annotations.NullMarked;
