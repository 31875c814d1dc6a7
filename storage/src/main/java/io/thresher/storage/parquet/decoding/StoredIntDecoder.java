package io.thresher.storage.parquet.decoding;

/** Decodes INT32 or FLOAT values to the scratch array and stores them converted. */
final class StoredIntDecoder implements ValueDecoder {
    private final IntDecoder decoder;
    private final IntStore store;
    private final DecodeScratch scratch;

    StoredIntDecoder(IntDecoder decoder, IntStore store, DecodeScratch scratch) {
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
        decoder.decode(scratch.ints, 0, count);
        store.store(scratch.ints, count, target);
    }

    @Override
    public void skip(int count) {
        decoder.skip(count);
    }
}
