package io.thresher.execution.kernel;

import io.thresher.batch.Column;
import io.thresher.batch.Encoding;
import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * {@link Hash} of one key column over many batches: remembers the hashes of the last dictionary by its id, so that a
 * string of a dictionary is hashed once. Holds on the heap at most {@link #MAX_REMEMBERED} longs. One thread at a time.
 */
public final class ColumnHasher {
    /** The largest dictionary whose hashes are remembered. */
    public static final int MAX_REMEMBERED = 1 << 16;

    private long[] entryHashes = new long[0];
    private long[] scratch = new long[0];
    private long rememberedId;
    private int remembered;

    /** As {@link Hash#hash}; with {@code combine}, combined with what {@code hashes} holds. */
    public void hash(Column column, int @Nullable [] selection, int count, long[] hashes, boolean combine) {
        long[] target = combine ? scratch(count) : hashes;
        if (column.encoding() == Encoding.DICTIONARY && remember(column)) {
            gather(column, selection, count, target);
        } else {
            Hash.hash(column, selection, count, target);
        }
        if (combine) {
            for (int i = 0; i < count; i++) {
                hashes[i] = Hash.combine(hashes[i], target[i]);
            }
        }
    }

    private long[] scratch(int count) {
        if (scratch.length < count) {
            scratch = new long[count];
        }
        return scratch;
    }

    private boolean remember(Column column) {
        int size = column.dictionarySize();
        if (column.dictionaryId() == 0 || size > MAX_REMEMBERED) {
            return false;
        }
        if (column.dictionaryId() != rememberedId || remembered < size) {
            if (entryHashes.length < size) {
                entryHashes = new long[Math.max(size, 2 * entryHashes.length)];
            }
            Hash.hash(column.dictionary(), null, size, entryHashes);
            rememberedId = column.dictionaryId();
            remembered = size;
        }
        return true;
    }

    private void gather(Column column, int @Nullable [] selection, int count, long[] target) {
        long codes = column.dataAddress();
        for (int i = 0; i < count; i++) {
            target[i] = entryHashes[RawMemory.getInt(codes + 4L * (selection == null ? i : selection[i]))];
        }
        if (column.mayHaveNulls()) {
            long validity = column.validityAddress();
            for (int i = 0; i < count; i++) {
                if (!Column.bit(validity, selection == null ? i : selection[i])) {
                    target[i] = Hash.NULL_HASH;
                }
            }
        }
    }
}
