package io.thresher.storage.parquet;

import io.thresher.batch.Column;
import org.jspecify.annotations.Nullable;

/**
 * Where one output column of a split comes from: a column chunk, its values widened if the table's type asks for it, or a
 * constant when {@code reader} is null. Owns its columns. One thread.
 */
final class ColumnSource implements AutoCloseable {
    private final Column output;
    private final @Nullable ColumnChunkReader reader;
    private final @Nullable TypeAdapter adapter;
    private final @Nullable Column raw;

    private ColumnSource(
            Column output, @Nullable ColumnChunkReader reader, @Nullable TypeAdapter adapter, @Nullable Column raw) {
        this.output = output;
        this.reader = reader;
        this.adapter = adapter;
        this.raw = raw;
    }

    /** A source that always gives {@code column}, which is CONSTANT already. */
    static ColumnSource constant(Column column) {
        return new ColumnSource(column, null, null, null);
    }

    /** A source that reads into {@code output}. */
    static ColumnSource of(ColumnChunkReader reader, Column output) {
        return new ColumnSource(output, reader, null, null);
    }

    /** A source that reads into {@code raw} and widens into {@code output}. */
    static ColumnSource adapted(ColumnChunkReader reader, Column output, TypeAdapter adapter, Column raw) {
        return new ColumnSource(output, reader, adapter, raw);
    }

    Column output() {
        return output;
    }

    /** Fills the output with the next {@code count} rows. */
    void read(int count) {
        if (reader == null) {
            return;
        }
        if (adapter == null || raw == null) {
            reader.read(output, count);
        } else {
            reader.read(raw, count);
            adapter.adapt(raw, output, count);
        }
    }

    /** Does what several threads can do apart, before the first rows are read. */
    void prepare() {
        if (reader != null) {
            reader.prepare();
        }
    }

    /** Passes over the next {@code count} rows. */
    void skip(long count) {
        if (reader != null) {
            reader.skip(count);
        }
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
        output.close();
        if (raw != null) {
            raw.close();
        }
    }
}
