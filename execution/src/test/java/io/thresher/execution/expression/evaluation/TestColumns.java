package io.thresher.execution.expression.evaluation;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.Encoding;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringView;
import io.thresher.execution.kernel.Int128;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds columns of every encoding from plain values (as literals hold them) and reads them back. */
final class TestColumns implements AutoCloseable {
    private final QueryMemory memory;
    private final List<Column> made = new ArrayList<>();
    private long nextId = 1;

    TestColumns(QueryMemory memory) {
        this.memory = memory;
    }

    Column column(DataType type, Encoding encoding, List<? extends @Nullable Object> values) {
        return switch (encoding) {
            case FLAT -> flat(type, values);
            case CONSTANT -> constant(type, values.get(0));
            case DICTIONARY -> dictionary(type, values);
        };
    }

    Column flat(DataType type, List<? extends @Nullable Object> values) {
        Column column = own(Column.flat(type, memory, Math.max(1, values.size())));
        // What lies under NULL and behind the end is anything, but a view must be harmless.
        boolean view = type.physicalType() == PhysicalType.VIEW;
        RawMemory.fill(
                column.dataAddress(),
                (long) Math.max(1, values.size()) * type.physicalType().bytes(),
                (byte) (view ? 0 : type.physicalType() == PhysicalType.INT8 ? 1 : 0x7F));
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value == null) {
                column.setNull(i, values.size());
            } else {
                put(column, i, value);
            }
        }
        return column;
    }

    private Column constant(DataType type, @Nullable Object value) {
        Column column = own(Column.flat(type, memory, 1));
        column.resetConstant();
        RawMemory.fill(column.dataAddress(), type.physicalType().bytes(), (byte) 0);
        if (value == null) {
            column.setNull(0, 1);
        } else {
            put(column, 0, value);
        }
        return column;
    }

    private Column dictionary(DataType type, List<? extends @Nullable Object> values) {
        Map<Object, Integer> codeOf = new HashMap<>();
        List<Object> entries = new ArrayList<>();
        int[] codes = new int[values.size()];
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value != null) {
                codes[i] = codeOf.computeIfAbsent(value, added -> {
                    entries.add(added);
                    return entries.size() - 1;
                });
            }
        }
        if (entries.isEmpty()) {
            return flat(type, values);
        }
        Column column = own(Column.flat(type, memory, values.size()));
        column.resetDictionary(flat(type, entries), entries.size(), nextId++);
        for (int i = 0; i < values.size(); i++) {
            RawMemory.putInt(column.dataAddress() + 4L * i, codes[i]);
            if (values.get(i) == null) {
                column.setNull(i, values.size());
            }
        }
        return column;
    }

    private Column own(Column column) {
        made.add(column);
        return column;
    }

    private static void put(Column column, int row, Object value) {
        long data = column.dataAddress();
        switch (column.physicalType()) {
            case INT8 -> RawMemory.putByte(data + row, (byte) ((Boolean) value ? 1 : 0));
            case INT32 -> RawMemory.putInt(data + 4L * row, ((Number) value).intValue());
            case INT64 -> RawMemory.putLong(data + 8L * row, ((Number) value).longValue());
            case INT128 -> Int128.store((BigInteger) value, data + 16L * row);
            case FLOAT64 -> RawMemory.putDouble(data + 8L * row, ((Number) value).doubleValue());
            case VIEW -> {
                byte[] bytes =
                        value instanceof byte[] binary ? binary : ((String) value).getBytes(StandardCharsets.UTF_8);
                column.heap().putBytes(bytes, 0, bytes.length, data + 16L * row);
            }
        }
    }

    /** The value at a row as a literal holds it. */
    static @Nullable Object value(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        long at = column.valuesAddress() + (long) column.physicalType().bytes() * column.valueIndex(row);
        return switch (column.physicalType()) {
            case INT8 -> RawMemory.getByte(at) != 0;
            case INT32 -> (long) RawMemory.getInt(at);
            case INT64 -> RawMemory.getLong(at);
            case INT128 -> Int128.bigInteger(at);
            case FLOAT64 -> RawMemory.getDouble(at);
            case VIEW -> {
                byte[] bytes = StringView.bytes(at);
                yield column.type().isText() ? new String(bytes, StandardCharsets.UTF_8) : bytes;
            }
        };
    }

    @Override
    public void close() {
        made.forEach(Column::close);
        made.clear();
    }
}
