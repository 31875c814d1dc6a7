/**
 * What a statement is after planning: {@link io.thresher.planner.statement.PlannedStatement}, sealed records that the
 * server runs one by one. No Calcite type appears here.
 */
@NullMarked
package io.thresher.planner.statement;

import org.jspecify.annotations.NullMarked;
