package io.thresher.storage.parquet.decoding;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.Arrays;

/**
 * Decodes DELTA_BYTE_ARRAY values: each shares a prefix with the one before. Prefix lengths are delta-packed, suffixes are
 * DELTA_LENGTH_BYTE_ARRAY. Values are rebuilt one call at a time, so that a small page with long shared prefixes cannot
 * take more than {@link #MAX_BYTES}. Source: Parquet Encodings.md.
 */
final class DeltaByteArrayDecoder implements BinaryDecoder {
    private static final int MAX_BYTES = 64 << 20;
    private static final int STEP = 128;

    private final long[] prefixes = new long[STEP];
    private final DeltaBinaryPackedDecoder prefixDecoder = new DeltaBinaryPackedDecoder();
    private final DeltaLengthDecoder suffixDecoder;
    private byte[] rebuilt = new byte[1 << 10];
    private byte[] last = new byte[0];
    private int lastLength;
    private final DecodeScratch scratch;
    private final BinaryValues discarded;

    DeltaByteArrayDecoder(DecodeScratch scratch) {
        this.suffixDecoder = new DeltaLengthDecoder(scratch);
        this.scratch = scratch;
        this.discarded = scratch.binary;
    }

    @Override
    public void start(byte[] page, int offset, int end) {
        prefixDecoder.start(page, offset, end);
        int suffixes = prefixDecoder.findEnd();
        prefixDecoder.start(page, offset, end);
        suffixDecoder.start(page, suffixes, end);
        lastLength = 0;
    }

    @Override
    public void decode(BinaryValues target, int count) {
        prefixDecoder.decode(prefixes, 0, count);
        suffixDecoder.decode(target, count);
        byte[] page = target.bytes;
        int at = 0;
        for (int i = 0; i < count; i++) {
            int prefix = (int) prefixes[i];
            if (prefix < 0 || prefix > lastLength) {
                throw PageErrors.corrupt("Shared prefix is longer than the value before, bytes: " + prefix);
            }
            int suffix = target.lengths[i];
            long length = (long) prefix + suffix;
            ensureRoom(at + length);
            if (i == 0) {
                System.arraycopy(last, 0, rebuilt, 0, prefix);
            } else {
                System.arraycopy(rebuilt, target.offsets[i - 1], rebuilt, at, prefix);
            }
            System.arraycopy(page, target.offsets[i], rebuilt, at + prefix, suffix);
            target.offsets[i] = at;
            target.lengths[i] = (int) length;
            lastLength = (int) length;
            at += (int) length;
        }
        if (count > 0) {
            keepLast(target.offsets[count - 1]);
        }
        target.bytes = rebuilt;
    }

    private void keepLast(int offset) {
        if (last.length < lastLength) {
            int larger = (int) Math.max(64, Math.min(2L * lastLength, MAX_BYTES));
            scratch.reserve(larger - last.length);
            last = new byte[larger];
        }
        System.arraycopy(rebuilt, offset, last, 0, lastLength);
    }

    private void ensureRoom(long bytes) {
        if (bytes > MAX_BYTES) {
            throw new EngineException(
                    ErrorCode.MEMORY_LIMIT_EXCEEDED,
                    "Values rebuilt from shared prefixes are too large for one batch, bytes: " + bytes);
        }
        if (bytes + ValueDecoder.SLACK_BYTES > rebuilt.length) {
            int larger = (int) Math.max(bytes + ValueDecoder.SLACK_BYTES, rebuilt.length * 2L);
            scratch.reserve(larger - rebuilt.length);
            rebuilt = Arrays.copyOf(rebuilt, larger);
        }
    }

    @Override
    public int step() {
        return STEP;
    }

    @Override
    public void skip(int count) {
        int left = count;
        while (left > 0) {
            int n = Math.min(left, STEP);
            decode(discarded, n);
            left -= n;
        }
    }
}
