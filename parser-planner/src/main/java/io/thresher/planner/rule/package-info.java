/**
 * The optimizer: from the converted query to the tree that is translated. Start with {@link
 * io.thresher.planner.rule.Optimizer}, which says the order of the steps.
 */
@NullMarked
package io.thresher.planner.rule;

import org.jspecify.annotations.NullMarked;
