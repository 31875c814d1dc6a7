package io.thresher.execution.operator;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.StringView;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes batches of literal rows and reads batches back; values as in Expression.Literal. */
public final class BatchRows {
    private BatchRows() {}

    /** A FLAT batch; the caller closes its columns ({@link #close}). */
    public static ColumnBatch batch(QueryMemory memory, List<DataType> types, List<? extends List<?>> rows) {
        Column[] columns = new Column[types.size()];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = new Column(types.get(c), memory);
        }
        ColumnBatch batch = new ColumnBatch(columns, rows.size());
        try {
            for (int c = 0; c < columns.length; c++) {
                columns[c].ensureCapacity(rows.size());
                for (int row = 0; row < rows.size(); row++) {
                    ValueWriter.write(
                            columns[c], row, rows.size(), rows.get(row).get(c));
                }
            }
        } catch (RuntimeException e) {
            close(batch);
            throw e;
        }
        return batch;
    }

    public static void close(ColumnBatch batch) {
        for (Column column : batch.columns()) {
            column.close();
        }
    }

    /** The selected rows of a batch. */
    public static List<List<@Nullable Object>> rows(ColumnBatch batch) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < batch.selectedCount(); i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (Column column : batch.columns()) {
                row.add(value(column, batch.position(i)));
            }
            rows.add(row);
        }
        return rows;
    }

    /** One value, null for NULL. */
    public static @Nullable Object value(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        long values = column.valuesAddress();
        int index = column.valueIndex(row);
        return switch (column.physicalType()) {
            case INT8 -> RawMemory.getByte(values + index) != 0;
            case INT32 -> (long) RawMemory.getInt(values + 4L * index);
            case INT64 -> RawMemory.getLong(values + 8L * index);
            case FLOAT64 -> RawMemory.getDouble(values + 8L * index);
            case INT128 ->
                BigInteger.valueOf(RawMemory.getLong(values + 16L * index + 8))
                        .shiftLeft(64)
                        .add(new BigInteger(Long.toUnsignedString(RawMemory.getLong(values + 16L * index))));
            case VIEW -> {
                byte[] bytes = StringView.bytes(values + 16L * index);
                yield column.type().isText() ? new String(bytes, StandardCharsets.UTF_8) : bytes;
            }
        };
    }
}
