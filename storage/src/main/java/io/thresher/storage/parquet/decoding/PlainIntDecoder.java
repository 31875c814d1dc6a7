package io.thresher.storage.parquet.decoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Decodes PLAIN INT32 and FLOAT (as bits) values that a conversion follows. */
final class PlainIntDecoder implements IntDecoder {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

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
    public void decode(int[] target, int at, int count) {
        PageErrors.checkAvailable(position, end, 4L * count);
        for (int i = 0; i < count; i++) {
            target[at + i] = (int) INT.get(page, position + 4 * i);
        }
        position += 4 * count;
    }

    @Override
    public void skip(int count) {
        PageErrors.checkAvailable(position, end, 4L * count);
        position += 4 * count;
    }
}
