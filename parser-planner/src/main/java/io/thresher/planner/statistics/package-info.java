/**
 * How many rows and distinct values a plan's steps have, estimated from {@link
 * io.thresher.storage.catalog.TableStatistics}. Start with {@link io.thresher.planner.statistics.RowEstimator}.
 */
@NullMarked
package io.thresher.planner.statistics;

import org.jspecify.annotations.NullMarked;
