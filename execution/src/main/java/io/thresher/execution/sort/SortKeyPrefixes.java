package io.thresher.execution.sort;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.SortKey;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;

/**
 * The first 8 bytes of the normalised sort keys of a batch's rows: as unsigned numbers they order as the rows do, as far as they go. One
 * thread at a time.
 */
public final class SortKeyPrefixes implements AutoCloseable {
    private final SortKeyLayout layout;
    private final QueryMemory memory;
    private final ArrowBuf entries;

    /** Takes the prefixes of rows of {@code schema} in the order of {@code keys}, of which there is at least one. */
    public SortKeyPrefixes(List<SortKey> keys, List<Field> schema, QueryMemory memory) {
        this.layout = new SortKeyLayout(keys, schema);
        this.memory = memory;
        this.entries = memory.allocate((long) layout.entryBytes() * ColumnBatch.MAX_ROWS);
    }

    /** Whether rows with equal prefixes are equal in the order. */
    public boolean areWhole() {
        return layout.words() == 1 && layout.textParts().isEmpty();
    }

    /** Writes the prefix of each selected row of the batch to {@code prefixes}. */
    public void encode(ColumnBatch batch, long[] prefixes) {
        int count = batch.selectedCount();
        long address = entries.memoryAddress();
        SortKeyEncoder.encode(layout, batch.columns(), batch.selection(), count, 0, address);
        int entryBytes = layout.entryBytes();
        for (int i = 0; i < count; i++) {
            prefixes[i] = RawMemory.getLong(address + (long) entryBytes * i);
        }
    }

    @Override
    public void close() {
        memory.free(entries);
    }
}
