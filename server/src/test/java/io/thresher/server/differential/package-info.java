/**
 * Random queries run by the engine and by DuckDB over the same rows: {@link
 * io.thresher.server.differential.QueryGenerator} writes only what both must answer alike (PostgreSQL's semantics), in
 * two spellings where they differ; {@link io.thresher.server.differential.DifferentialRunner} compares. A query is
 * found again by the seed and its number.
 */
@NullMarked
package io.thresher.server.differential;

import org.jspecify.annotations.NullMarked;
