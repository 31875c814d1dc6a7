package io.thresher.execution.row;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.execution.operator.BatchRows;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Cuts rows into batches of random sizes, encodings and selections, so that a test meets what readers may produce. */
public final class EncodedBatches implements AutoCloseable {
    private final QueryMemory memory;
    private final Random random;
    private final AtomicLong dictionaryIds = new AtomicLong(1);
    private final List<Column> owned = new ArrayList<>();

    public EncodedBatches(QueryMemory memory, Random random) {
        this.memory = memory;
        this.random = random;
    }

    /** Takes one batch, lent. */
    public interface Consumer {
        void accept(ColumnBatch batch);
    }

    /** Lends all rows to {@code consumer}, a batch at a time. */
    public void forEach(List<DataType> types, List<List<@Nullable Object>> rows, Consumer consumer) {
        int from = 0;
        while (from < rows.size()) {
            int most = Math.min(ColumnBatch.MAX_ROWS, rows.size() - from);
            int size = random.nextInt(3) == 0 ? 1 + random.nextInt(most) : most;
            consumer.accept(batch(types, rows.subList(from, from + size)));
            closeAll();
            from += size;
        }
    }

    private ColumnBatch batch(List<DataType> types, List<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> all = new ArrayList<>();
        int[] selection = new int[ColumnBatch.MAX_ROWS];
        boolean selects = random.nextInt(3) == 0 && rows.size() <= ColumnBatch.MAX_ROWS / 2;
        for (int i = 0; i < rows.size(); i++) {
            if (selects && random.nextBoolean()) {
                all.add(rows.get(random.nextInt(rows.size())));
            }
            selection[i] = all.size();
            all.add(rows.get(i));
        }
        Column[] columns = new Column[types.size()];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = column(types.get(c), all, c);
        }
        ColumnBatch batch = new ColumnBatch(columns, all.size());
        if (selects) {
            batch.setSelection(selection, rows.size());
        }
        return batch;
    }

    private Column column(DataType type, List<List<@Nullable Object>> rows, int c) {
        List<@Nullable Object> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.get(c)));
        int choice = random.nextInt(4);
        if (values.stream().distinct().count() == 1 && choice > 0) {
            Column constant = flat(type, values.subList(0, 1));
            constant.borrowValues(
                    io.thresher.batch.Encoding.CONSTANT, constant.dataAddress(), constant.validityAddress());
            return constant;
        }
        return choice == 1 ? dictionary(type, values) : flat(type, values);
    }

    private Column dictionary(DataType type, List<@Nullable Object> values) {
        List<@Nullable Object> entries = new ArrayList<>(
                values.stream().filter(java.util.Objects::nonNull).distinct().toList());
        if (entries.isEmpty() || entries.size() > 500) {
            return flat(type, values);
        }
        Column dictionary = flat(type, entries);
        Column column = new Column(type, memory);
        owned.add(column);
        column.ensureCapacity(values.size());
        column.resetDictionary(
                dictionary, entries.size(), random.nextInt(4) == 0 ? 0 : dictionaryIds.getAndIncrement());
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            RawMemory.putInt(column.dataAddress() + 4L * i, value == null ? 0 : entries.indexOf(value));
            if (value == null) {
                column.setNull(i, values.size());
            }
        }
        return column;
    }

    private Column flat(DataType type, List<@Nullable Object> values) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Object value : values) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(value);
            rows.add(row);
        }
        Column column = BatchRows.batch(memory, List.of(type), rows).column(0);
        owned.add(column);
        return column;
    }

    private void closeAll() {
        owned.forEach(Column::close);
        owned.clear();
    }

    @Override
    public void close() {
        closeAll();
    }
}
