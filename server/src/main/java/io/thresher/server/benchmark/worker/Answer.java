package io.thresher.server.benchmark.worker;

import java.util.List;

/**
 * What is remembered of a query's answer: the number of rows, each column, and a hash of the rows' exact values together; the order of
 * rows does not count.
 */
public record Answer(long rows, long rowHash, List<ColumnAnswer> columns) {}
