/**
 * Evaluates expressions, a batch at a time: {@link io.thresher.execution.expression.evaluation.ExpressionCompiler} makes
 * the evaluators, one class for each kind of node. Must not import operators or plans.
 */
@NullMarked
package io.thresher.execution.expression.evaluation;

import org.jspecify.annotations.NullMarked;
