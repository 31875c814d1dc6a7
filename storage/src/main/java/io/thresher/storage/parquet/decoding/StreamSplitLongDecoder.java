package io.thresher.storage.parquet.decoding;

import java.util.Arrays;

/** Decodes BYTE_STREAM_SPLIT INT64 and DOUBLE (as bits) values. */
final class StreamSplitLongDecoder implements LongDecoder {
    private final ByteStreams streams = new ByteStreams(8);

    @Override
    public void start(byte[] page, int offset, int end) {
        streams.start(page, offset, end);
    }

    @Override
    public void decode(long[] target, int count) {
        int from = streams.position + streams.take(count);
        byte[] page = streams.page;
        Arrays.fill(target, 0, count, 0L);
        for (int k = 0; k < 8; k++) {
            int stream = from + k * streams.valueCount;
            int shift = 8 * k;
            for (int i = 0; i < count; i++) {
                target[i] |= (page[stream + i] & 0xFFL) << shift;
            }
        }
    }

    @Override
    public void skip(int count) {
        streams.take(count);
    }
}
