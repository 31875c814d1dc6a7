/**
 * The benchmark suites that users run: {@link io.thresher.server.benchmark.Benchmark} makes the data, checks answers, times, and reports.
 * The command line is in {@code server.shell}, which this package must not import.
 */
@NullMarked
package io.thresher.server.benchmark;

import org.jspecify.annotations.NullMarked;
