/** Placeholder. */
package org.jsersync.watcher;
