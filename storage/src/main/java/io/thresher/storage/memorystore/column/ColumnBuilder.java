package io.thresher.storage.memorystore.column;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.Encoding;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringHeap;
import io.thresher.batch.StringView;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * Collects the batches of one column of a unit and makes a {@link StoredColumn} of them. Rows wait as codes while every batch has the
 * same dictionary, else FLAT. One thread; whoever makes it closes it.
 */
public final class ColumnBuilder implements AutoCloseable {
    private static final int FIRST_ROWS = 1 << 14;

    private final DataType type;
    private final QueryMemory memory;
    private final StringHeap strings;
    private Column values;
    private int capacity;
    private int rowCount;
    private int nullCount;
    private long dictionaryId;
    private @Nullable Column dictionary;
    private int entries;

    /** Makes an empty builder of a column that lies in {@code memory}, as does what waits for it. */
    public ColumnBuilder(DataType type, QueryMemory memory) {
        this.type = type;
        this.memory = memory;
        this.strings = new StringHeap(memory);
        this.values = new Column(type, memory);
    }

    /** Adds the first {@code count} rows of a lent column. */
    public void add(Column source, int count) {
        ensureRoom(count);
        boolean coded = source.encoding() == Encoding.DICTIONARY
                && source.dictionaryId() != 0
                && source.dictionarySize() <= CodedColumn.MAX_ENTRIES
                && source.physicalType() == PhysicalType.VIEW;
        if (rowCount == 0 && coded && dictionary == null) {
            keepDictionary(source);
        }
        if (dictionary != null
                && coded
                && source.dictionaryId() == dictionaryId
                && source.dictionarySize() <= entries) {
            RawMemory.copy(source.dataAddress(), values.dataAddress() + 4L * rowCount, 4L * count);
        } else {
            flatten();
            copyValues(source, count);
        }
        for (int i = 0; source.mayHaveNulls() && i < count; i++) {
            if (source.isNull(i)) {
                values.setNull(rowCount + i, capacity);
                nullCount++;
            }
        }
        rowCount += count;
    }

    private void keepDictionary(Column source) {
        entries = source.dictionarySize();
        dictionaryId = source.dictionaryId();
        Column copy = new Column(type, memory);
        dictionary = copy;
        copy.ensureCapacity(entries);
        for (int i = 0; i < entries; i++) {
            copy.heap()
                    .copyView(
                            source.valuesAddress() + (long) StringView.BYTES * i,
                            copy.dataAddress() + (long) StringView.BYTES * i);
        }
    }

    /** Turns codes into values; what they refer to stays in the dictionary. */
    private void flatten() {
        Column coded = dictionary;
        if (coded == null || dictionaryId == 0) {
            return;
        }
        dictionaryId = 0;
        long data = values.dataAddress();
        // From the end, as a view takes the place of the four codes at and before it.
        for (int row = rowCount - 1; row >= 0; row--) {
            int code = RawMemory.getInt(data + 4L * row);
            StringView.copy(coded.dataAddress() + 16L * code, data + 16L * row);
        }
    }

    private void copyValues(Column source, int count) {
        int bytes = type.physicalType().bytes();
        long target = values.dataAddress() + (long) bytes * rowCount;
        long from = source.valuesAddress();
        if (type.physicalType() == PhysicalType.VIEW) {
            for (int i = 0; i < count; i++) {
                if (source.isNull(i)) {
                    StringView.write(target + 16L * i, 0, 0);
                } else {
                    strings.copyView(from + 16L * source.valueIndex(i), target + 16L * i);
                }
            }
        } else if (source.encoding() == Encoding.FLAT) {
            RawMemory.copy(from, target, (long) bytes * count);
        } else {
            for (int i = 0; i < count; i++) {
                RawMemory.copy(from + (long) bytes * source.valueIndex(i), target + (long) bytes * i, bytes);
            }
        }
    }

    private void ensureRoom(int more) {
        if (rowCount + more <= capacity) {
            return;
        }
        int wanted = Math.max(FIRST_ROWS, Math.max(2 * capacity, rowCount + more));
        Column larger = new Column(type, memory);
        try {
            larger.ensureCapacity(wanted);
            if (rowCount > 0) {
                long width =
                        dictionaryId != 0 ? Integer.BYTES : type.physicalType().bytes();
                RawMemory.copy(values.dataAddress(), larger.dataAddress(), width * rowCount);
            }
            if (values.mayHaveNulls()) {
                long bits = larger.startValidity(wanted);
                RawMemory.copy(values.validityAddress(), bits, Column.validityBytes(rowCount));
                for (int row = rowCount; row < (rowCount + 63 & -64); row++) {
                    Column.setBit(bits, row);
                }
            }
        } catch (RuntimeException e) {
            larger.close();
            throw e;
        }
        values.close();
        values = larger;
        capacity = wanted;
    }

    /** How many values there are so far. */
    public int rowCount() {
        return rowCount;
    }

    /** How many of the values so far are NULL. */
    public int nullCount() {
        return nullCount;
    }

    /** The column; this builder is of no more use but to be closed. */
    public StoredColumn build() {
        if (nullCount == rowCount) {
            return ConstantColumn.ofNull(rowCount, memory);
        }
        Column coded = dictionary;
        if (coded != null && dictionaryId != 0) {
            dictionary = null;
            return Dictionaries.coded(values, rowCount, coded, entries, this::validity, memory);
        }
        return switch (type.physicalType()) {
            case INT32, INT64, INT128 -> wholeNumbers();
            case INT8, FLOAT64 -> plain(Zones.NONE);
            case VIEW -> texts();
        };
    }

    private StoredColumn wholeNumbers() {
        Zones zones = Zones.of(values, rowCount);
        boolean wide = type.physicalType() == PhysicalType.INT128;
        if (wide && !fitsLong()) {
            return plain(zones);
        }
        long least = wide ? leastOfWide() : zones.least();
        long greatest = wide ? greatestOfWide() : zones.greatest();
        if (least == greatest && nullCount == 0) {
            return ConstantColumn.of(values, 0, rowCount, zones, memory);
        }
        int width = NarrowColumn.width(greatest - least);
        if (width >= type.physicalType().bytes()) {
            return plain(zones);
        }
        ArrowBuf validity = validity();
        try {
            return NarrowColumn.of(values, rowCount, width == Long.BYTES ? 0 : least, width, validity, zones, memory);
        } catch (RuntimeException e) {
            free(validity);
            throw e;
        }
    }

    private boolean fitsLong() {
        for (int row = 0; row < rowCount; row++) {
            long at = values.dataAddress() + 16L * row;
            if (!values.isNull(row) && RawMemory.getLong(at + 8) != RawMemory.getLong(at) >> 63) {
                return false;
            }
        }
        return true;
    }

    private long leastOfWide() {
        long least = Long.MAX_VALUE;
        for (int row = 0; row < rowCount; row++) {
            least = values.isNull(row) ? least : Math.min(least, RawMemory.getLong(values.dataAddress() + 16L * row));
        }
        return least;
    }

    private long greatestOfWide() {
        long greatest = Long.MIN_VALUE;
        for (int row = 0; row < rowCount; row++) {
            greatest = values.isNull(row)
                    ? greatest
                    : Math.max(greatest, RawMemory.getLong(values.dataAddress() + 16L * row));
        }
        return greatest;
    }

    private StoredColumn plain(Zones zones) {
        long bytes = (long) type.physicalType().bytes() * rowCount;
        ArrowBuf copy = memory.allocate(bytes);
        RawMemory.copy(values.dataAddress(), copy.memoryAddress(), bytes);
        try {
            return new PlainColumn(rowCount, type.physicalType(), copy, validity(), zones, memory);
        } catch (RuntimeException e) {
            memory.free(copy);
            throw e;
        }
    }

    private StoredColumn texts() {
        StoredColumn coded = Dictionaries.ofTexts(values, rowCount, type, this::validity, memory);
        return coded != null ? coded : Texts.of(values, rowCount, this::validity, memory);
    }

    /** A copy of the validity to keep, or null if no value is NULL. */
    private @Nullable ArrowBuf validity() {
        if (nullCount == 0) {
            return null;
        }
        long bytes = Column.validityBytes(rowCount);
        ArrowBuf copy = memory.allocate(bytes);
        RawMemory.copy(values.validityAddress(), copy.memoryAddress(), bytes);
        return copy;
    }

    private void free(@Nullable ArrowBuf buffer) {
        if (buffer != null) {
            memory.free(buffer);
        }
    }

    @Override
    public void close() {
        values.close();
        strings.close();
        if (dictionary != null) {
            dictionary.close();
            dictionary = null;
        }
    }
}
