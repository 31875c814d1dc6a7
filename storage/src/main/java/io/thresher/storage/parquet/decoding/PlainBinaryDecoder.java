package io.thresher.storage.parquet.decoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Decodes PLAIN BYTE_ARRAY values: each a 4-byte length and its bytes. */
final class PlainBinaryDecoder implements BinaryDecoder {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LENGTH_BYTES = 4;

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
    public void decode(BinaryValues target, int count) {
        int at = position;
        int[] offsets = target.offsets;
        int[] lengths = target.lengths;
        for (int i = 0; i < count; i++) {
            int length = lengthAt(at);
            offsets[i] = at + LENGTH_BYTES;
            lengths[i] = length;
            at += LENGTH_BYTES + length;
        }
        position = at;
        target.bytes = page;
    }

    @Override
    public void skip(int count) {
        int at = position;
        for (int i = 0; i < count; i++) {
            at += LENGTH_BYTES + lengthAt(at);
        }
        position = at;
    }

    private int lengthAt(int at) {
        if (at > end - LENGTH_BYTES) {
            throw PageErrors.corrupt("Page holds fewer values than it declares");
        }
        int length = (int) INT.get(page, at);
        if (length < 0 || length > end - LENGTH_BYTES - at) {
            throw PageErrors.corrupt("Length of a value passes the page, bytes: " + length);
        }
        return length;
    }
}
