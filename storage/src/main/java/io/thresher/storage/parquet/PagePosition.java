package io.thresher.storage.parquet;

/** A data page of a column chunk: where its header lies in the file, its number, and the row of the group it starts at. */
record PagePosition(long offset, int number, long firstRow) {
    /** The start of a chunk, where a dictionary page may come first. */
    static PagePosition startOf(ColumnChunk chunk) {
        return new PagePosition(chunk.start(), 0, 0);
    }
}
