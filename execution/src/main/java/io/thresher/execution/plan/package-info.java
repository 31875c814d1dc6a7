/**
 * The physical plan that the planner makes and pipelines run: {@link io.thresher.execution.plan.PlanNode}, sealed
 * records without run state, and {@link io.thresher.execution.plan.PlanPrinter}. Must not import operators.
 */
@NullMarked
package io.thresher.execution.plan;

import org.jspecify.annotations.NullMarked;
