package io.thresher.execution.operator;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.StringHeap;
import io.thresher.execution.kernel.Copy;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds rows, columnar, in the query's memory: what sort, window and join build keep of the batches lent to them. Rows
 * are numbered from 0 in the order of appending; row {@code r} lies in block {@code r >> BLOCK_SHIFT} at position
 * {@code r & BLOCK_MASK}. All columns are FLAT; strings are owned by the buffer. One thread appends; once that is over,
 * any number of threads may read.
 */
public final class RowBuffer implements AutoCloseable {
    public static final int BLOCK_SHIFT = 12;
    /** Rows of a block; one block makes one batch. */
    public static final int BLOCK_ROWS = 1 << BLOCK_SHIFT;

    public static final int BLOCK_MASK = BLOCK_ROWS - 1;
    private static final int FIRST_ROWS = 64;

    private final List<DataType> types;
    private final QueryMemory memory;
    private final StringHeap heap;
    private final List<Column[]> blocks = new ArrayList<>();
    private int lastCapacity;
    private int lastRows;

    /** Makes an empty buffer for rows of {@code types}; memory is taken at the first append. */
    public RowBuffer(List<DataType> types, QueryMemory memory) {
        this.types = List.copyOf(types);
        this.memory = memory;
        this.heap = new StringHeap(memory);
    }

    /** Types of the columns. */
    public List<DataType> types() {
        return types;
    }

    /** Rows held. */
    public long rowCount() {
        return blocks.isEmpty() ? 0 : ((long) (blocks.size() - 1) << BLOCK_SHIFT) + lastRows;
    }

    public int blockCount() {
        return blocks.size();
    }

    /** Rows of block {@code block}. */
    public int blockRows(int block) {
        return block == blocks.size() - 1 ? lastRows : BLOCK_ROWS;
    }

    /** The columns of a block; FLAT, not to be changed. */
    public Column[] block(int block) {
        return blocks.get(block);
    }

    /** Copies the selected rows of a batch behind those held and returns the number of the first. */
    public long append(ColumnBatch batch) {
        return append(batch.columns(), batch.selection(), batch.selectedCount());
    }

    /** Copies rows of {@code columns}, those at {@code selection} or the first {@code count}; as the other append. */
    public long append(Column[] columns, int @Nullable [] selection, int count) {
        long first = rowCount();
        int done = 0;
        int[] part = null;
        while (done < count) {
            ensureRoom(count - done);
            int room = Math.min(count - done, BLOCK_ROWS - lastRows);
            if (done > 0 || room < count) {
                part = part(part, selection, done, room);
            }
            appendToLast(columns, part == null ? selection : part, room);
            done += room;
        }
        return first;
    }

    private static int[] part(int @Nullable [] reused, int @Nullable [] selection, int from, int count) {
        int[] part = reused == null ? new int[BLOCK_ROWS] : reused;
        for (int i = 0; i < count; i++) {
            part[i] = selection == null ? from + i : selection[from + i];
        }
        return part;
    }

    private void appendToLast(Column[] columns, int @Nullable [] selection, int count) {
        Column[] last = blocks.get(blocks.size() - 1);
        for (int c = 0; c < last.length; c++) {
            Copy.append(columns[c], selection, count, last[c], lastRows, BLOCK_ROWS, heap);
        }
        lastRows += count;
    }

    /** Sees that the last block has room for at least one row, for {@code wanted} if a block is large enough. */
    private void ensureRoom(int wanted) {
        if (blocks.isEmpty() || lastRows == BLOCK_ROWS) {
            int capacity = blocks.isEmpty() ? capacity(wanted) : BLOCK_ROWS;
            Column[] block = new Column[types.size()];
            blocks.add(block);
            lastRows = 0;
            for (int c = 0; c < block.length; c++) {
                block[c] = new Column(types.get(c), memory);
                block[c].ensureCapacity(capacity);
            }
            lastCapacity = capacity;
        } else if (lastRows + wanted > lastCapacity && lastCapacity < BLOCK_ROWS) {
            grow(capacity(lastRows + wanted));
        }
    }

    private static int capacity(int rows) {
        int wanted = Math.min(BLOCK_ROWS, Math.max(FIRST_ROWS, rows));
        return wanted == 1 ? 1 : Integer.highestOneBit(wanted - 1) << 1;
    }

    private void grow(int capacity) {
        Column[] last = blocks.get(blocks.size() - 1);
        for (int c = 0; c < last.length; c++) {
            Column old = last[c];
            Column larger = new Column(types.get(c), memory);
            try {
                larger.ensureCapacity(capacity);
                RawMemory.copy(
                        old.dataAddress(),
                        larger.dataAddress(),
                        (long) old.physicalType().bytes() * lastRows);
                if (old.mayHaveNulls()) {
                    // Bitmaps are made for a whole block from the start.
                    long bytes = Column.validityBytes(BLOCK_ROWS);
                    RawMemory.copy(old.validityAddress(), larger.validityBuffer(BLOCK_ROWS), bytes);
                }
            } catch (RuntimeException e) {
                larger.close();
                throw e;
            }
            last[c] = larger;
            old.close();
        }
        lastCapacity = capacity;
    }

    /** Bytes of memory held, about. */
    public long heldBytes() {
        long rowBytes = 0;
        for (DataType type : types) {
            rowBytes += type.physicalType().bytes();
        }
        long rows = blocks.isEmpty() ? 0 : ((long) (blocks.size() - 1) << BLOCK_SHIFT) + lastCapacity;
        return rows * rowBytes + heap.heldBytes();
    }

    /** Shows block {@code block} as a batch: valid as long as the buffer. */
    public ColumnBatch blockBatch(int block) {
        return new ColumnBatch(blocks.get(block), blockRows(block));
    }

    @Override
    public void close() {
        for (Column[] block : blocks) {
            for (Column column : block) {
                // A block is half made if its memory was refused.
                if (column != null) {
                    column.close();
                }
            }
        }
        blocks.clear();
        heap.close();
        lastRows = 0;
    }
}
