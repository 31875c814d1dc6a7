package io.thresher.storage.catalog;

import io.thresher.batch.DataType;

/** A column of a table: its name as made, type, and whether it may hold NULL. */
public record ColumnDefinition(String name, DataType type, boolean nullable) {}
