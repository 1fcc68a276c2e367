/**
 * What is to be mirrored where, as immutable records with every default filled in; nothing behind
 * this package sees XML.
 *
 * <p>In: the bytes of a sersync {@code confxml.xml} or of our own YAML form (or, from the command
 * line, the options of {@code jsersync mirror}). Out: a {@link
 * org.jsersync.daemon.config.MirrorConfig}, lines about what has no effect, or a {@link
 * org.jsersync.daemon.config.ConfigException} that names file, line and column. Begin with {@code
 * ConfXml} or {@code YamlConfig}; a new element is a line in {@code KnownElement} and a reading in
 * {@code ConfXml}; another format is another {@link org.jsersync.daemon.config.ConfigReader}.
 */
@NullMarked
package org.jsersync.daemon.config;

import org.jspecify.annotations.NullMarked;
