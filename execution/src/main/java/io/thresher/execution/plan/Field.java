package io.thresher.execution.plan;

import io.thresher.batch.DataType;

/** A column of a plan node's output. */
public record Field(String name, DataType type, boolean nullable) {}
