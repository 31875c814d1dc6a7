/**
 * Typed expressions over a batch's columns ({@link io.thresher.execution.expression.Expression}, sealed records) and
 * their evaluation ({@link io.thresher.execution.expression.ExpressionEvaluator}). Must not import operators or plans.
 */
@NullMarked
package io.thresher.execution.expression;

import org.jspecify.annotations.NullMarked;
