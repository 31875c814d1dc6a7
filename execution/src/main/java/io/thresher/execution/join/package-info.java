/**
 * Joins: {@link io.thresher.execution.join.AdaptiveJoin} is the shared state of one join; {@link
 * io.thresher.execution.join.JoinStrategySelector} chooses how it is done once the build side is known. Start reading at
 * those two. Must not import pipelines.
 */
@NullMarked
package io.thresher.execution.join;

import org.jspecify.annotations.NullMarked;
