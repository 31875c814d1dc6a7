package io.thresher.storage.memorystore;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.Location;
import io.thresher.storage.memorystore.column.ColumnBuilder;
import io.thresher.storage.memorystore.column.StoredColumn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store with room for {@link #FITTING} columns of the size that this makes, and what is put into it. */
final class StoreFixture implements AutoCloseable {
    /** Bytes of each column made here: 8 a row, as their values span more than 4 bytes. */
    static final int COLUMN_BYTES = 8 * ColumnBatch.MAX_ROWS;

    static final int FITTING = 4;

    final MemoryPool pool;
    final MemoryStore store;

    StoreFixture() {
        this(64L * COLUMN_BYTES);
    }

    StoreFixture(long poolBytes) {
        pool = new MemoryPool(poolBytes);
        store = new MemoryStore(pool, (long) FITTING * COLUMN_BYTES, 2);
    }

    static Table table(String name) {
        return new Table(
                new TableName("default", name),
                List.of(),
                List.of(),
                StorageFormat.PARQUET,
                new Location("file", "/" + name),
                Map.of(),
                TableStatistics.UNKNOWN);
    }

    static StoredKey key(String file, String version, String column) {
        FileStatus status = new FileStatus(new Location("file", file), 1000, 1, version);
        return new StoredKey(status, 0, 0, ColumnBatch.MAX_ROWS, column);
    }

    static StoredKey key(String column) {
        return key("/t/f", "1", column);
    }

    /** A column whose first value is {@code mark}. */
    StoredColumn column(long mark) {
        try (QueryMemory memory = pool.openQuery("values", 1L << 20);
                Column values = Column.flat(DataType.BIGINT, memory, ColumnBatch.MAX_ROWS);
                ColumnBuilder builder = new ColumnBuilder(DataType.BIGINT, store.memory())) {
            for (int row = 0; row < ColumnBatch.MAX_ROWS; row++) {
                RawMemory.putLong(values.dataAddress() + 8L * row, row == 0 ? mark : row * (1L << 32));
            }
            builder.add(values, ColumnBatch.MAX_ROWS);
            return builder.build();
        }
    }

    /** The mark of a column. */
    long mark(StoredColumn column) {
        try (QueryMemory memory = pool.openQuery("reading", 1L << 20);
                Column target = new Column(DataType.BIGINT, memory)) {
            column.read(0, 1, target);
            return RawMemory.getLong(target.dataAddress());
        }
    }

    /** Puts a new column that took so long into the store and ends its use; whether it was taken. */
    boolean put(StoredKey key, long nanos, Table table) {
        StoredColumn made = column(nanos);
        StoredColumn there = store.put(key, made, nanos, table);
        if (there == null) {
            made.close();
            return false;
        }
        store.release(key, there);
        return true;
    }

    boolean put(String column, long nanos) {
        return put(key(column), nanos, table("t"));
    }

    /** Uses a column once; whether it is there. */
    boolean use(StoredKey key) {
        return use(key, table("t"));
    }

    boolean use(StoredKey key, Table table) {
        @Nullable StoredColumn column = store.acquire(List.of(key), table)[0];
        if (column != null) {
            store.release(key, column);
        }
        return column != null;
    }

    boolean use(String column) {
        return use(key(column));
    }

    @Override
    public void close() {
        store.close();
        pool.close();
    }
}
