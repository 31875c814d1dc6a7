package io.thresher.storage.memorystore;

import io.thresher.storage.memorystore.column.StoredColumn;
import java.util.List;

/** Columns, by number, of rows that lie together. One thread; closing it ends the use of them. */
interface StoredUnit extends AutoCloseable {
    /** Sees that the columns with these numbers are there. */
    void require(List<Integer> numbers);

    /** Whether the column is there already. */
    boolean isThere(int number);

    /** A column that is there. */
    StoredColumn get(int number);

    @Override
    void close();
}
