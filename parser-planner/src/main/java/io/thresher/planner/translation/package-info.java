/**
 * From Calcite's optimized algebra to our plan: {@link io.thresher.planner.translation.PlanTranslator} for nodes, {@link
 * io.thresher.planner.translation.ExpressionTranslator} for expressions, {@link
 * io.thresher.planner.translation.PredicateTranslator} for what a scan may skip.
 */
@NullMarked
package io.thresher.planner.translation;

import org.jspecify.annotations.NullMarked;
