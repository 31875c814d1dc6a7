package io.thresher.execution.plan;

/** Orders by input column {@code column}. */
public record SortKey(int column, boolean descending, boolean nullsFirst) {}
