package io.thresher.storage.parquet.decoding;

/** Decodes BYTE_STREAM_SPLIT INT32 and FLOAT (as bits) values. */
final class StreamSplitIntDecoder implements IntDecoder {
    private final ByteStreams streams = new ByteStreams(4);

    @Override
    public void start(byte[] page, int offset, int end) {
        streams.start(page, offset, end);
    }

    @Override
    public void decode(int[] target, int at, int count) {
        int a = streams.position + streams.take(count);
        int b = a + streams.valueCount;
        int c = b + streams.valueCount;
        int d = c + streams.valueCount;
        byte[] page = streams.page;
        for (int i = 0; i < count; i++) {
            target[at + i] = page[a + i] & 0xFF
                    | (page[b + i] & 0xFF) << 8
                    | (page[c + i] & 0xFF) << 16
                    | (page[d + i] & 0xFF) << 24;
        }
    }

    @Override
    public void skip(int count) {
        streams.take(count);
    }
}
