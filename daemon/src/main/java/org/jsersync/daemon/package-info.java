/** Placeholder. */
package org.jsersync.daemon;
