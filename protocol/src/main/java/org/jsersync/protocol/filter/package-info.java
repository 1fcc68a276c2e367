/**
 * Filter rules: which names are hidden from a transfer, and which the receiver must not delete.
 *
 * <p>In: filter options in the order of the command line, and the rule files that they name. Out:
 * an immutable list of rules that answers for one name at a time, and the rules as they go to the
 * daemon. Begin with {@link org.jsersync.protocol.filter.FilterRules}; parsing is {@link
 * org.jsersync.protocol.filter.FilterRulesBuilder} over RuleParser, matching is PathPattern over
 * Glob. {@link org.jsersync.protocol.filter.ScopedRules} makes the rules that delete single paths.
 * Everything is bytes.
 */
@NullMarked
package org.jsersync.protocol.filter;

import org.jspecify.annotations.NullMarked;
