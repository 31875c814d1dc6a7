package io.thresher.storage.parquet.decoding;

/** Heap arrays that all decoders of one reader use between two steps of a call; small enough to stay in cache. */
public final class DecodeScratch {
    /** Heap bytes that one scratch takes. */
    public static final int BYTES = ValueDecoder.MAX_COUNT * 20;

    final int[] ints = new int[ValueDecoder.MAX_COUNT];
    final long[] longs = new long[ValueDecoder.MAX_COUNT];
    final BinaryValues binary = new BinaryValues();
}
