package io.thresher.server.query;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringView;
import io.thresher.batch.TypeKind;
import io.thresher.memory.RawMemory;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes batches into {@link RowFrame}s: values as they lie in memory, but what {@link RowEncoder} makes text of (TIMESTAMP WITH TIME
 * ZONE, intervals) is text here, too.
 */
final class FrameEncoder {
    private final TemporalText temporalText;

    FrameEncoder(ZoneId timeZone) {
        this.temporalText = new TemporalText(timeZone);
    }

    /** Adds rows from {@code start} of a FLAT batch: at least one, at most {@code count}; returns how many were taken. */
    int encode(ColumnBatch batch, int start, int count, RowFrame frame) {
        int taken = fitting(batch, start, count, new long[] {frame.room()});
        frame.putInt(taken);
        frame.putInt(batch.columnCount());
        for (int c = 0; c < batch.columnCount(); c++) {
            encode(batch.column(c), start, taken, frame);
        }
        frame.addRows(taken);
        return taken;
    }

    /**
     * Rows whose strings fit {@code room[0]} bytes, at least one, and takes them off the room; numbers are small enough for a whole
     * batch.
     */
    static int fitting(ColumnBatch batch, int start, int count, long[] room) {
        List<Column> texts = new ArrayList<>();
        for (int c = 0; c < batch.columnCount(); c++) {
            if (batch.column(c).physicalType() == PhysicalType.VIEW) {
                texts.add(batch.column(c));
            }
        }
        int row = texts.isEmpty() ? start + count : start;
        while (row < start + count && (row == start || room[0] > 0)) {
            for (Column text : texts) {
                if (!text.isNull(row)) {
                    room[0] -= StringView.length(text.valuesAddress() + (long) StringView.BYTES * row);
                }
            }
            row++;
        }
        return row - start;
    }

    private void encode(Column column, int start, int count, RowFrame frame) {
        DataType type = column.type();
        byte layout = layout(type);
        frame.putByte(layout);
        frame.putByte(type.kind() == TypeKind.DECIMAL ? type.scale() : 0);
        nulls(column, start, count, frame);
        switch (layout) {
            case RowFrame.ALL_NULL -> {}
            case RowFrame.TEXT -> text(column, start, count, frame);
            case RowFrame.BINARY -> strings(column, start, count, frame);
            default -> numbers(column, start, count, frame);
        }
    }

    private static void numbers(Column column, int start, int count, RowFrame frame) {
        int width = column.physicalType().bytes();
        int values = frame.putMemory(column.valuesAddress() + (long) width * start, width * count);
        if (!column.mayHaveNulls()) {
            return;
        }
        for (int i = 0; i < count; i++) {
            if (column.isNull(start + i)) {
                // What lies there may be another query's.
                frame.clear(values + width * i, width);
            }
        }
    }

    private static byte layout(DataType type) {
        return switch (type.kind()) {
            case NULL -> RowFrame.ALL_NULL;
            case BOOLEAN -> RowFrame.BOOLEAN;
            case TINYINT, SMALLINT, INTEGER, DATE -> RowFrame.INT32;
            case BIGINT, TIME, TIMESTAMP -> RowFrame.INT64;
            case DECIMAL -> type.physicalType() == PhysicalType.INT64 ? RowFrame.DECIMAL64 : RowFrame.DECIMAL128;
            case REAL, DOUBLE -> RowFrame.FLOAT64;
            case TIMESTAMP_TZ, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME, CHAR, VARCHAR -> RowFrame.TEXT;
            case VARBINARY -> RowFrame.BINARY;
        };
    }

    private static void nulls(Column column, int start, int count, RowFrame frame) {
        boolean hasNulls = column.type().kind() != TypeKind.NULL && column.mayHaveNulls();
        frame.putByte(hasNulls ? 1 : 0);
        if (hasNulls) {
            int bitmap = frame.reserve((count + 7) / 8);
            for (int i = 0; i < count; i++) {
                if (column.isNull(start + i)) {
                    frame.setBit(bitmap, i);
                }
            }
        }
    }

    private void text(Column column, int start, int count, RowFrame frame) {
        if (column.type().isText()) {
            strings(column, start, count, frame);
            return;
        }
        int lengths = frame.reserve(Integer.BYTES * count);
        for (int i = 0; i < count; i++) {
            if (!column.isNull(start + i)) {
                frame.setInt(lengths + Integer.BYTES * i, frame.putText(temporal(column, start + i)));
            }
        }
    }

    private String temporal(Column column, int row) {
        long values = column.valuesAddress();
        return switch (column.type().kind()) {
            case INTERVAL_YEAR_MONTH -> TemporalText.months(RawMemory.getInt(values + 4L * row));
            case INTERVAL_DAY_TIME -> TemporalText.micros(RawMemory.getLong(values + 8L * row));
            default ->
                temporalText.instant(
                        RawMemory.getLong(values + 8L * row), column.type().isNanos());
        };
    }

    private static void strings(Column column, int start, int count, RowFrame frame) {
        int lengths = frame.reserve(Integer.BYTES * count);
        long views = column.valuesAddress();
        for (int i = 0; i < count; i++) {
            if (!column.isNull(start + i)) {
                long view = views + (long) StringView.BYTES * (start + i);
                int length = StringView.length(view);
                frame.setInt(lengths + Integer.BYTES * i, length);
                frame.putMemory(StringView.bytesAddress(view), length);
            }
        }
    }
}
