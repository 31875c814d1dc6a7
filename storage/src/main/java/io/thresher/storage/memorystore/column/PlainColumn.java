package io.thresher.storage.memorystore.column;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.Encoding;
import io.thresher.batch.PhysicalType;
import io.thresher.memory.QueryMemory;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/** Values as batches have them: read without a copy. */
final class PlainColumn extends StoredColumn {
    private final PhysicalType type;
    private final ArrowBuf values;

    PlainColumn(
            int rowCount,
            PhysicalType type,
            ArrowBuf values,
            @Nullable ArrowBuf validity,
            Zones zones,
            QueryMemory memory) {
        super(rowCount, validity, zones, memory);
        this.type = type;
        this.values = values;
    }

    @Override
    void read(int from, int count, long bits, Column target) {
        target.borrowValues(Encoding.FLAT, values.memoryAddress() + (long) type.bytes() * from, bits);
    }

    @Override
    void readFew(int from, int[] selection, int selected, long bits, Column target) {
        read(from, ColumnBatch.MAX_ROWS, bits, target);
    }

    @Override
    long valueBytes() {
        return values.capacity();
    }

    @Override
    void closeValues() {
        memory().free(values);
    }
}
