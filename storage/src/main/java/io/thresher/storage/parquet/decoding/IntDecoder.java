package io.thresher.storage.parquet.decoding;

/** Decodes INT32 values, or FLOAT as raw bits, to a heap array; the rules are {@link ValueDecoder}'s. */
interface IntDecoder {
    void start(byte[] page, int offset, int end);

    /** Decodes the next {@code count} values to {@code target} from {@code at}. */
    void decode(int[] target, int at, int count);

    void skip(int count);
}
