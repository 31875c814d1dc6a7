/**
 * The build side of a join: its rows ({@link io.thresher.execution.join.build.BuildSide}), which of them were matched, and what
 * its keys say about the rows that the other side needs. Must not import the join's operators.
 */
@NullMarked
package io.thresher.execution.join.build;

import org.jspecify.annotations.NullMarked;
