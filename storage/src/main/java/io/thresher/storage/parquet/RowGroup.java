package io.thresher.storage.parquet;

import java.util.List;

/** A row group: {@code chunks} by leaf column of the schema. */
record RowGroup(int index, long rowCount, List<ColumnChunk> chunks) {}
