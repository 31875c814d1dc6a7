package io.thresher.storage.catalog;

import io.thresher.storage.file.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder of a partitioned table: the values of its partition columns, null for Hive's default partition. */
public record Partition(List<@Nullable String> values, Location location) {}
