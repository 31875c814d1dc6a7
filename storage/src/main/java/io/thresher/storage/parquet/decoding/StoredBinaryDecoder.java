package io.thresher.storage.parquet.decoding;

import io.thresher.batch.StringHeap;

/** Decodes byte strings to ranges in the scratch and stores them converted. */
final class StoredBinaryDecoder implements ValueDecoder {
    private final BinaryDecoder decoder;
    private final BinaryStore store;
    private final DecodeScratch scratch;
    private final int targetBytes;

    StoredBinaryDecoder(BinaryDecoder decoder, Conversion conversion, DecodeScratch scratch, StringHeap heap) {
        this.decoder = decoder;
        this.store = BinaryStore.of(conversion, heap);
        this.scratch = scratch;
        this.targetBytes = conversion.result().bytes();
    }

    @Override
    public void start(byte[] page, int offset, int end) {
        decoder.start(page, offset, end);
    }

    @Override
    public void decode(long target, int count) {
        int step = decoder.step();
        for (int done = 0; done < count; done += step) {
            int n = Math.min(step, count - done);
            decoder.decode(scratch.binary, n);
            store.store(scratch.binary, n, target + (long) done * targetBytes);
        }
    }

    @Override
    public void skip(int count) {
        decoder.skip(count);
    }
}
