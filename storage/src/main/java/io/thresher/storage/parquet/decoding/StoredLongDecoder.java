package io.thresher.storage.parquet.decoding;

/** Decodes INT64 or DOUBLE values to the scratch array and stores them converted. */
final class StoredLongDecoder implements ValueDecoder {
    private final LongDecoder decoder;
    private final LongStore store;
    private final DecodeScratch scratch;

    StoredLongDecoder(LongDecoder decoder, LongStore store, DecodeScratch scratch) {
        this.decoder = decoder;
        this.store = store;
        this.scratch = scratch;
    }

    @Override
    public void start(byte[] page, int offset, int end) {
        decoder.start(page, offset, end);
    }

    @Override
    public void decode(long target, int count) {
        decoder.decode(scratch.longs, count);
        store.store(scratch.longs, count, target);
    }

    @Override
    public void skip(int count) {
        decoder.skip(count);
    }
}
