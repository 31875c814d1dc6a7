package io.thresher.storage.parquet;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.parquet.decoding.ValueLayout;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * A top-level column of a file. A readable one has a {@code primitive} type, a {@code layout} and the {@code leaf} index
 * of its column chunks; one that this reader cannot read has the reason in {@code unreadable} instead, and stands in
 * schemas as VARCHAR so that the other columns can be used.
 */
record FileColumn(
        String name,
        DataType type,
        boolean nullable,
        int leaf,
        @Nullable PrimitiveType primitive,
        @Nullable ValueLayout layout,
        @Nullable String unreadable) {

    static FileColumn readable(int leaf, PrimitiveType primitive, DataType type, ValueLayout layout) {
        boolean optional = primitive.isRepetition(org.apache.parquet.schema.Type.Repetition.OPTIONAL);
        return new FileColumn(primitive.getName(), type, optional, leaf, primitive, layout, null);
    }

    static FileColumn unreadable(String name, String reason) {
        return new FileColumn(name, DataType.VARCHAR, true, -1, null, null, reason);
    }

    /** The same column under another name. */
    FileColumn named(String newName) {
        return newName.equals(name)
                ? this
                : new FileColumn(newName, type, nullable, leaf, primitive, layout, unreadable);
    }

    /** Fails with NOT_SUPPORTED naming the column unless it can be read. */
    void checkReadable(ParquetFile file) {
        if (unreadable != null) {
            throw new EngineException(
                    ErrorCode.NOT_SUPPORTED,
                    unreadable + "; leave the column out of the query; column: " + name + ", file: "
                            + file.status().location());
        }
    }

    /** How values lie in the file; only for a readable column. */
    ValueLayout valueLayout() {
        if (layout == null) {
            throw new IllegalStateException("Column is not readable: " + name);
        }
        return layout;
    }
}
