/**
 * The tables of the benchmark suites: a {@link io.thresher.server.benchmark.data.TableGenerator} makes the rows, the same ones on every
 * machine and with any number of threads; {@link io.thresher.server.benchmark.data.DataFolder} writes them as Parquet, once. Knows no
 * queries and no engine.
 */
@NullMarked
package io.thresher.server.benchmark.data;

import org.jspecify.annotations.NullMarked;
