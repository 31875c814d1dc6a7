package io.thresher.storage.parquet;

/**
 * The decompressed bytes of a page that spans several splits: levels and values as ranges of heap arrays, with a decoder's
 * slack behind the values. Never changed once made.
 */
record LargePage(
        byte[] levels, int levelsFrom, int levelsEnd, byte[] values, int valuesFrom, int valuesEnd, long heapBytes) {}
