/**
 * Calcite's face of our catalog, types and functions. Start with {@link io.thresher.planner.catalog.CatalogSnapshot};
 * types are in {@link io.thresher.planner.catalog.DataTypes}, functions in {@link
 * io.thresher.planner.catalog.EngineOperatorTable}.
 */
@NullMarked
package io.thresher.planner.catalog;

import org.jspecify.annotations.NullMarked;
