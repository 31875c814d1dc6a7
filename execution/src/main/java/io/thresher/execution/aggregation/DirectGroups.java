package io.thresher.execution.aggregation;

import io.thresher.batch.Column;
import io.thresher.batch.Encoding;
import io.thresher.batch.PhysicalType;
import io.thresher.execution.row.ColumnValues;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the group of each combination of key values where these are few: dictionary codes and whole numbers of a small range.
 * A combination's number is the sum of (code or value - least value) * stride over the keys, NULL counting as the last
 * code; it addresses an array of group rows. Strings that come as codes are thus hashed once a dictionary, not once a
 * row. Gives up when the ranges grow past {@link #MAX_COMBINATIONS}. One thread at a time.
 */
final class DirectGroups implements AutoCloseable {
    /** The most combinations remembered: 8 bytes each, half of a usual second-level cache. */
    static final int MAX_COMBINATIONS = 1 << 16;

    private static final int MAX_REBUILDS = 64;

    private final QueryMemory memory;
    private final int keyCount;
    private final long[] base;
    private final long[] domain;
    private final long[] dictionaryIds;
    private final int[] strides;
    private @Nullable ArrowBuf groups;
    private boolean ready;
    private boolean abandoned;
    private int batches;
    private int rebuilds;

    DirectGroups(int keyCount, QueryMemory memory) {
        this.memory = memory;
        this.keyCount = keyCount;
        this.base = new long[keyCount];
        this.domain = new long[keyCount];
        this.dictionaryIds = new long[keyCount];
        this.strides = new int[keyCount];
    }

    /** Writes the combination of each of {@code count} rows to {@code combinations}; false if they are too many. */
    boolean combinations(ColumnValues[] keys, int count, int[] combinations) {
        if (abandoned) {
            return false;
        }
        batches++;
        for (ColumnValues key : keys) {
            if (!isSuitable(key.column())) {
                abandoned = key.column().encoding() != Encoding.DICTIONARY;
                return false;
            }
        }
        if (ready && compose(keys, count, combinations)) {
            return true;
        }
        ready = false;
        if (++rebuilds > MAX_REBUILDS && rebuilds > batches >>> 3) {
            abandoned = true;
            return false;
        }
        if (!rebuild(keys, count)) {
            return false;
        }
        ready = true;
        return compose(keys, count, combinations);
    }

    private static boolean isSuitable(Column column) {
        if (column.encoding() == Encoding.DICTIONARY) {
            return column.dictionaryId() != 0 && column.dictionarySize() < MAX_COMBINATIONS;
        }
        return switch (column.physicalType()) {
            case INT8, INT32, INT64 -> true;
            case INT128, FLOAT64, VIEW -> isNullConstant(column);
        };
    }

    private boolean rebuild(ColumnValues[] keys, int count) {
        long combinations = 1;
        for (int k = 0; k < keyCount; k++) {
            Column column = keys[k].column();
            if (isNullConstant(column)) {
                domain[k] = Math.max(1, domain[k]);
            } else if (column.encoding() == Encoding.DICTIONARY) {
                dictionaryIds[k] = column.dictionaryId();
                base[k] = 0;
                domain[k] = column.dictionarySize() + 1L;
            } else {
                widen(k, keys[k], count);
                dictionaryIds[k] = 0;
            }
            if (domain[k] <= 0 || domain[k] > MAX_COMBINATIONS) {
                abandoned = column.encoding() != Encoding.DICTIONARY;
                return false;
            }
            strides[k] = (int) combinations;
            combinations *= domain[k];
            if (combinations > MAX_COMBINATIONS) {
                abandoned = true;
                return false;
            }
        }
        clear(8 * combinations);
        return true;
    }

    /** Widens the range of a key of whole numbers to what it was and what the batch holds. */
    private void widen(int k, ColumnValues key, int count) {
        boolean started = domain[k] > 1 && dictionaryIds[k] == 0;
        long min = started ? base[k] : Long.MAX_VALUE;
        long max = started ? base[k] + domain[k] - 2 : Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            if (!key.isNull(i)) {
                long value = value(key, i);
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        if (max < min) {
            base[k] = 0;
            domain[k] = 1;
        } else {
            base[k] = min;
            long span = max - min;
            domain[k] = span < 0 || span >= MAX_COMBINATIONS ? -1 : span + 2;
        }
    }

    private static long value(ColumnValues key, int i) {
        return switch (key.type()) {
            case INT8 -> RawMemory.getByte(key.address(i));
            case INT32 -> RawMemory.getInt(key.address(i));
            case INT64, INT128, FLOAT64, VIEW -> RawMemory.getLong(key.address(i));
        };
    }

    private void clear(long bytes) {
        if (groups == null || groups.capacity() < bytes) {
            close();
            groups = memory.allocate(bytes);
        }
        RawMemory.fill(groups.memoryAddress(), bytes, (byte) 0);
    }

    private boolean compose(ColumnValues[] keys, int count, int[] combinations) {
        for (int k = 0; k < keyCount; k++) {
            ColumnValues key = keys[k];
            Column column = key.column();
            if (isNullConstant(column)) {
                addNulls(k, count, combinations);
                continue;
            }
            boolean codes = column.encoding() == Encoding.DICTIONARY;
            if (dictionaryIds[k] != (codes ? column.dictionaryId() : 0)
                    || codes && column.dictionarySize() + 1L > domain[k]) {
                return false;
            }
            boolean good = codes ? addCodes(k, key, count, combinations) : addValues(k, key, count, combinations);
            if (!good) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNullConstant(Column column) {
        return column.encoding() == Encoding.CONSTANT && column.isNull(0);
    }

    private void addNulls(int k, int count, int[] combinations) {
        int term = ((int) domain[k] - 1) * strides[k];
        for (int i = 0; i < count; i++) {
            combinations[i] = (k == 0 ? 0 : combinations[i]) + term;
        }
    }

    private boolean addCodes(int k, ColumnValues key, int count, int[] combinations) {
        int[] codes = key.index();
        int stride = strides[k];
        if (key.validity() == 0) {
            addAllCodes(k, codes, count, combinations);
            return true;
        }
        int nullCode = (int) domain[k] - 1;
        for (int i = 0; i < count; i++) {
            int code = key.isNull(i) ? nullCode : codes[i];
            combinations[i] = (k == 0 ? 0 : combinations[i]) + code * stride;
        }
        return true;
    }

    private void addAllCodes(int k, int[] codes, int count, int[] combinations) {
        int stride = strides[k];
        if (k == 0) {
            // The stride of the first key is 1.
            System.arraycopy(codes, 0, combinations, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            combinations[i] += codes[i] * stride;
        }
    }

    private boolean addValues(int k, ColumnValues key, int count, int[] combinations) {
        int stride = strides[k];
        long least = base[k];
        long nullCode = domain[k] - 1;
        boolean bad = false;
        if (key.validity() == 0 && key.type() == PhysicalType.INT32 && least <= Integer.MAX_VALUE - nullCode) {
            return addInts(k, key, count, combinations);
        }
        for (int i = 0; i < count; i++) {
            boolean isNull = key.isNull(i);
            long code = isNull ? nullCode : value(key, i) - least;
            bad |= code < 0 | (code >= nullCode & !isNull);
            combinations[i] = (k == 0 ? 0 : combinations[i]) + (int) code * stride;
        }
        return !bad;
    }

    /** Values of 32 bits, none NULL; the greatest one that has a code is less than 2^31, so that codes of others do not wrap around to it. */
    private boolean addInts(int k, ColumnValues key, int count, int[] combinations) {
        int stride = strides[k];
        int least = (int) base[k];
        int last = (int) domain[k] - 2;
        int[] index = key.index();
        long data = key.data();
        int signs = 0;
        if (k > 0) {
            for (int i = 0; i < count; i++) {
                int code = RawMemory.getInt(data + 4L * index[i]) - least;
                // Negative if the code is, or is beyond the last.
                signs |= code | (last - code);
                combinations[i] += code * stride;
            }
            return signs >= 0;
        }
        if (index == ColumnValues.allRows()) {
            RawMemory.copy(data, combinations, 0, count);
        } else {
            for (int i = 0; i < count; i++) {
                combinations[i] = RawMemory.getInt(data + 4L * index[i]);
            }
        }
        for (int i = 0; i < count; i++) {
            int code = combinations[i] - least;
            signs |= code | (last - code);
            combinations[i] = code;
        }
        return signs >= 0;
    }

    /** The number of combinations that may occur; after {@link #combinations} was true. */
    int domain() {
        int last = keyCount - 1;
        return (int) (strides[last] * domain[last]);
    }

    /** Whether this way was given up for good. */
    boolean isAbandoned() {
        return abandoned;
    }

    /** Address of the array of group rows by combination; 0 stands for a group not known yet. */
    long address() {
        if (groups == null) {
            throw new IllegalStateException("No combinations known");
        }
        return groups.memoryAddress();
    }

    @Override
    public void close() {
        if (groups != null) {
            memory.free(groups);
            groups = null;
        }
    }
}
