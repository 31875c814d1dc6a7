package io.thresher.storage.parquet.decoding;

/** Decodes INT64 values, or DOUBLE as raw bits, to a heap array; the rules are {@link ValueDecoder}'s. */
interface LongDecoder {
    void start(byte[] page, int offset, int end);

    /** Decodes the next {@code count} values to {@code target} from 0. */
    void decode(long[] target, int count);

    void skip(int count);
}
