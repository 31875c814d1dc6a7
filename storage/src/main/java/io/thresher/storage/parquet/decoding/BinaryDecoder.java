package io.thresher.storage.parquet.decoding;

/** Decodes byte strings to ranges of a heap array; the rules are {@link ValueDecoder}'s. */
interface BinaryDecoder {
    void start(byte[] page, int offset, int end);

    /** Fills {@code target} with the next {@code count} values. */
    void decode(BinaryValues target, int count);

    void skip(int count);

    /** The most values to ask for at a time. */
    default int step() {
        return ValueDecoder.MAX_COUNT;
    }
}
