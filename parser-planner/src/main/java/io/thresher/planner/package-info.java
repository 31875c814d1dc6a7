/**
 * From SQL text to a plan: parse, validate, convert, optimize, translate. Start with SqlPlanner.
 * Calcite's types stay inside this module.
 */
@NullMarked
package io.thresher.planner;

import org.jspecify.annotations.NullMarked;
