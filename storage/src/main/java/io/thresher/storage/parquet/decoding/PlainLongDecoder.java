package io.thresher.storage.parquet.decoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Decodes PLAIN INT64 values that a conversion follows. */
final class PlainLongDecoder implements LongDecoder {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] page = new byte[0];
    private int position;
    private int end;

    @Override
    public void start(byte[] newPage, int offset, int newEnd) {
        page = newPage;
        position = offset;
        end = newEnd;
    }

    @Override
    public void decode(long[] target, int count) {
        PageErrors.checkAvailable(position, end, 8L * count);
        for (int i = 0; i < count; i++) {
            target[i] = (long) LONG.get(page, position + 8 * i);
        }
        position += 8 * count;
    }

    @Override
    public void skip(int count) {
        PageErrors.checkAvailable(position, end, 8L * count);
        position += 8 * count;
    }
}
