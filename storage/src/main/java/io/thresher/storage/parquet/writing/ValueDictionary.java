package io.thresher.storage.parquet.writing;

import io.thresher.memory.QueryMemory;
import java.util.Arrays;

/**
 * Numbers the distinct values of a column chunk in the order in which they come. Values are ranges of the chunk's PLAIN bytes, where an
 * entry is its first occurrence. Gives up where a dictionary would not pay. One thread; the maker closes it.
 */
final class ValueDictionary implements AutoCloseable {
    static final int GIVEN_UP = -1;

    private static final int FIRST_SLOTS = 1 << 10;
    /** So many values tell whether they repeat. */
    private static final int TRIAL_VALUES = 20_000;

    private final QueryMemory memory;
    private final int maxBytes;
    private final IntSink starts;
    private final IntSink ends;
    private final IntSink hashes;
    /** Code + 1 by hash, linear probing, at most half full; 0 is free. */
    private int[] slots = new int[0];

    private int bytes;
    private int values;
    private boolean givenUp;

    ValueDictionary(int maxBytes, QueryMemory memory) {
        this.memory = memory;
        this.maxBytes = maxBytes;
        this.starts = new IntSink(memory);
        this.ends = new IntSink(memory);
        this.hashes = new IntSink(memory);
    }

    /** The code of the value that lies in {@code plain} from {@code start} to {@code end}, or {@link #GIVEN_UP}. */
    int code(long longHash, byte[] plain, int start, int end) {
        if (givenUp) {
            return GIVEN_UP;
        }
        values++;
        if (starts.count() * 2 >= slots.length) {
            grow();
        }
        int hash = (int) (longHash ^ longHash >>> 32);
        int slot = hash & slots.length - 1;
        while (slots[slot] != 0) {
            int code = slots[slot] - 1;
            if (hashes.get(code) == hash && Arrays.equals(plain, starts.get(code), ends.get(code), plain, start, end)) {
                return code;
            }
            slot = slot + 1 & slots.length - 1;
        }
        bytes += end - start;
        if (bytes > maxBytes || values > TRIAL_VALUES && starts.count() > values / 4 * 3) {
            giveUp();
            return GIVEN_UP;
        }
        starts.add(start);
        ends.add(end);
        hashes.add(hash);
        slots[slot] = starts.count();
        return starts.count() - 1;
    }

    private void giveUp() {
        givenUp = true;
        close();
    }

    private void grow() {
        int count = Math.max(FIRST_SLOTS, slots.length * 2);
        memory.reserve(4L * count);
        memory.release(4L * slots.length);
        slots = new int[count];
        for (int code = 0; code < hashes.count(); code++) {
            int slot = hashes.get(code) & count - 1;
            while (slots[slot] != 0) {
                slot = slot + 1 & count - 1;
            }
            slots[slot] = code + 1;
        }
    }

    boolean isGivenUp() {
        return givenUp;
    }

    int entryCount() {
        return starts.count();
    }

    /** Bytes of the entries in PLAIN encoding. */
    int entryBytes() {
        return bytes;
    }

    /** Bits of the largest code. */
    int bitWidth() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, entryCount() - 1));
    }

    /** Appends the entries, in the order of their codes, to {@code target}. */
    void writeEntries(ByteSink plain, ByteSink target) {
        for (int code = 0; code < starts.count(); code++) {
            target.write(plain.array(), starts.get(code), ends.get(code) - starts.get(code));
        }
    }

    /** Forgets everything for the next chunk. */
    void reset() {
        starts.reset();
        ends.reset();
        hashes.reset();
        Arrays.fill(slots, 0);
        bytes = 0;
        values = 0;
        givenUp = false;
    }

    @Override
    public void close() {
        starts.close();
        ends.close();
        hashes.close();
        memory.release(4L * slots.length);
        slots = new int[0];
    }
}
