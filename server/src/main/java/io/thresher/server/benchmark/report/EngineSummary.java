package io.thresher.server.benchmark.report;

/**
 * What is known of an engine as a whole: from the start of its process until it took statements, making its tables, and the largest resident
 * memory over all modes but cold, 0 if unknown.
 */
public record EngineSummary(String name, String version, long startNanos, long loadNanos, long peakBytes) {}
