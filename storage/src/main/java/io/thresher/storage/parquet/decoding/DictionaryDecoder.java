package io.thresher.storage.parquet.decoding;

import io.thresher.memory.RawMemory;

/**
 * Decodes PLAIN_DICTIONARY / RLE_DICTIONARY pages: a byte with the bit width, then codes in the RLE hybrid. Gives the
 * entries, or the codes themselves. Codes are checked against the dictionary once a call, by their greatest.
 */
public final class DictionaryDecoder implements ValueDecoder {
    private final RunLengthDecoder codes = new RunLengthDecoder();
    private final Dictionary dictionary;
    private final DecodeScratch scratch;
    private final int valueBytes;
    private boolean mayPassEnd;

    public DictionaryDecoder(Dictionary dictionary, DecodeScratch scratch) {
        this.dictionary = dictionary;
        this.scratch = scratch;
        this.valueBytes = dictionary.values().physicalType().bytes();
    }

    /** The dictionary that the codes count in. */
    public Dictionary dictionary() {
        return dictionary;
    }

    @Override
    public void start(byte[] page, int offset, int end) {
        if (offset == end) {
            codes.start(page, offset, end, 0);
            return;
        }
        int width = page[offset] & 0xFF;
        codes.start(page, offset + 1, end, width);
        mayPassEnd = width >= 31 || 1 << width > dictionary.size();
    }

    @Override
    public void decode(long target, int count) {
        int[] next = scratch.ints;
        decodeChecked(next, count);
        // SAFETY: the codes are within the dictionary, and the caller has room for count values.
        long entries = dictionary.values().dataAddress();
        switch (valueBytes) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putByte(target + i, RawMemory.getByte(entries + next[i]));
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putInt(target + 4L * i, RawMemory.getInt(entries + 4L * next[i]));
                }
            }
            case 8 -> {
                for (int i = 0; i < count; i++) {
                    RawMemory.putLong(target + 8L * i, RawMemory.getLong(entries + 8L * next[i]));
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    long from = entries + 16L * next[i];
                    RawMemory.putLong(target + 16L * i, RawMemory.getLong(from));
                    RawMemory.putLong(target + 16L * i + 8, RawMemory.getLong(from + 8));
                }
            }
        }
    }

    /** Decodes the next {@code count} codes as int32 to the address {@code target}. */
    public void decodeCodes(long target, int count) {
        decodeChecked(scratch.ints, count);
        RawMemory.copy(scratch.ints, 0, target, count);
    }

    @Override
    public void skip(int count) {
        codes.skip(count);
    }

    private void decodeChecked(int[] next, int count) {
        codes.decode(next, 0, count);
        if (mayPassEnd) {
            checkCodes(next, count);
        }
    }

    /** One branch-free pass, which the compiler vectorises: the sign bit tells of a code below 0 or past the last. */
    private void checkCodes(int[] next, int count) {
        int last = dictionary.size() - 1;
        int outside = 0;
        for (int i = 0; i < count; i++) {
            outside |= (last - next[i]) | next[i];
        }
        if (outside < 0) {
            throw PageErrors.corrupt("Dictionary code passes the dictionary, entries: " + dictionary.size());
        }
    }
}
