/**
 * What came out of a benchmark and how it is shown: {@link io.thresher.server.benchmark.report.BenchmarkResult} holds it;
 * {@link io.thresher.server.benchmark.report.ResultTable} is for people, {@link io.thresher.server.benchmark.report.ResultJson} for
 * machines, {@link io.thresher.server.benchmark.report.ResultChart} for eyes. Knows no engine.
 */
@NullMarked
package io.thresher.server.benchmark.report;

import org.jspecify.annotations.NullMarked;
