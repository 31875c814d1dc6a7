package io.thresher.storage.csv;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.file.FileSystem;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.PartitionValues;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanMetrics;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import io.thresher.storage.text.BadValuePolicy;
import io.thresher.storage.text.ByteSource;
import io.thresher.storage.text.ByteSources;
import io.thresher.storage.text.LineLocator;
import io.thresher.storage.text.TextColumnWriter;
import io.thresher.storage.text.TextWindow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a split of a CSV file: scans records in a window over the file, then fills the columns one by one. Text values
 * are views into the window, so a batch lives until the next call, as batches do.
 */
final class CsvBatchReader implements BatchReader, CsvColumnReader.Outcome {
    private static final int MIN_WINDOW_BYTES = 64;

    private final FileSystem fileSystem;
    private final Split split;
    private final ScanRequest request;
    private final CsvLayout layout;
    private final @Nullable RowFilter filter;
    private final QueryMemory memory;
    private final ScanMetrics metrics;
    private final List<Column> owned = new ArrayList<>();
    private final List<CsvColumnReader> filterReaders = new ArrayList<>();
    private final List<CsvColumnReader> otherReaders = new ArrayList<>();
    private final CsvMapping mapping;
    private final CsvRecordScanner scanner;
    private final int[] selection = new int[ColumnBatch.MAX_ROWS];
    private final boolean[] badRows = new boolean[ColumnBatch.MAX_ROWS];
    private final ColumnBatch batch;
    private final @Nullable TextWindow window;
    private boolean anyBadRows;
    private long reservedBytes;
    private long remaining;
    private long position;
    private long countedSkipped;
    private long countedShort;

    CsvBatchReader(
            FileSystem fileSystem,
            Split split,
            ScanRequest request,
            CsvLayout layout,
            int windowBytes,
            @Nullable RowFilter filter,
            QueryMemory memory,
            ScanMetrics metrics) {
        this.fileSystem = fileSystem;
        this.split = split;
        this.request = request;
        this.layout = layout;
        this.filter = filter;
        this.memory = memory;
        this.metrics = metrics;
        this.remaining = request.limit();
        this.mapping = CsvMapping.of(request.table(), layout, split.file());
        int[] slotOfField = new int[mapping.expectedFields()];
        int slots = assignSlots(slotOfField);
        long heap = CsvRecordScanner.heapBytes(slots, ColumnBatch.MAX_ROWS) + 5L * ColumnBatch.MAX_ROWS;
        memory.reserve(heap);
        this.reservedBytes = heap;
        TextWindow opened = null;
        try {
            this.scanner = new CsvRecordScanner(
                    layout.dialect(), mapping.expectedFields(), slotOfField, slots, ColumnBatch.MAX_ROWS);
            this.batch = new ColumnBatch(makeColumns(slotOfField), 0);
            opened = openWindow(windowBytes);
            this.window = opened;
        } catch (RuntimeException e) {
            closeColumns();
            throw e;
        }
    }

    /** Gives each field that is read a place in the scanner. Rows to be skipped are known only if all fields are read. */
    private int assignSlots(int[] slotOfField) {
        Arrays.fill(slotOfField, -1);
        int slots = 0;
        for (int column = 0; column < mapping.fieldOfColumn().length; column++) {
            int field = mapping.fieldOfColumn()[column];
            boolean wanted = readsAll() || request.columns().contains(column);
            if (wanted && field >= 0 && slotOfField[field] < 0) {
                slotOfField[field] = slots++;
            }
        }
        return slots;
    }

    private boolean readsAll() {
        return layout.dialect().onError() == BadValuePolicy.SKIP;
    }

    private Column[] makeColumns(int[] slotOfField) {
        List<ColumnDefinition> columns = request.table().columns();
        Column[] output = new Column[request.columns().size()];
        for (int i = 0; i < output.length; i++) {
            int index = request.columns().get(i);
            boolean filters = filter != null && filter.columns().contains(i);
            output[i] = makeColumn(columns.get(index), index, slotOfField, filters);
        }
        for (int index = 0; readsAll() && index < mapping.fieldOfColumn().length; index++) {
            if (!request.columns().contains(index)) {
                makeColumn(columns.get(index), index, slotOfField, false);
            }
        }
        return output;
    }

    private Column makeColumn(ColumnDefinition definition, int index, int[] slotOfField, boolean filters) {
        Column column = new Column(definition.type(), memory);
        owned.add(column);
        int dataColumns = mapping.fieldOfColumn().length;
        if (index >= dataColumns) {
            PartitionValues.fill(column, split.partitionValues().get(index - dataColumns));
        } else if (mapping.fieldOfColumn()[index] < 0) {
            PartitionValues.fill(column, null);
        } else {
            column.ensureCapacity(ColumnBatch.MAX_ROWS);
            int slot = slotOfField[mapping.fieldOfColumn()[index]];
            CsvColumnReader reader = new CsvColumnReader(TextColumnWriter.of(column), slot, layout.dialect());
            (filters ? filterReaders : otherReaders).add(reader);
        }
        return column;
    }

    private TextWindow openWindow(int windowBytes) {
        boolean ranges = ByteSources.isSplittable(split.file(), layout.dialect().charset());
        ByteSource source = ranges
                ? ByteSources.openRange(fileSystem, split.file(), split.start(), split.start() + split.length())
                : ByteSources.open(fileSystem, split.file(), layout.dialect().charset());
        // Compressed text is longer than its file.
        long enough = ranges ? Math.max(MIN_WINDOW_BYTES, split.length()) : windowBytes;
        int capacity = (int) Math.min(windowBytes, enough);
        TextWindow opened = new TextWindow(source, split.file().location(), memory, capacity);
        try {
            opened.advance(0);
            position = opened.start();
            if (!ranges) {
                skipTo(opened, layout.dataStart());
            }
            metrics.bytesRead.add(opened.limit() - opened.start());
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Passes what comes before the data of a file that is read from its beginning. */
    private void skipTo(TextWindow opened, long offset) {
        while (opened.offsetOf(opened.limit()) < offset && !opened.ended()) {
            request.stopCheck().check();
            opened.advance(opened.limit());
        }
        position = Math.min(opened.limit(), opened.limit() - (opened.offsetOf(opened.limit()) - offset));
    }

    @Override
    public @Nullable ColumnBatch next() {
        while (remaining > 0 && window != null) {
            request.stopCheck().check();
            int rows = scan(window);
            if (rows == 0) {
                return null;
            }
            int selected = fill(window, rows);
            if (selected > 0) {
                remaining -= Math.min(remaining, selected);
                return batch;
            }
        }
        return null;
    }

    private int scan(TextWindow text) {
        boolean limited = filter == null && !readsAll();
        int maxRows = limited ? (int) Math.min(ColumnBatch.MAX_ROWS, remaining) : ColumnBatch.MAX_ROWS;
        while (true) {
            request.stopCheck().check();
            if (scanner.problem() != null) {
                throw malformed(text, scanner.problem());
            }
            int rows = position < text.limit() ? scanner.scan(text, position, maxRows) : 0;
            position = Math.max(position, position < text.limit() ? scanner.position() : position);
            count();
            if (rows > 0) {
                return rows;
            }
            if (scanner.problem() == null) {
                if (text.ended()) {
                    return 0;
                }
                long before = text.limit() - position;
                text.advance(position);
                position = text.start();
                metrics.bytesRead.add(text.limit() - text.start() - before);
            }
        }
    }

    private void count() {
        metrics.badRows.add(scanner.skippedRows() - countedSkipped + scanner.shortRows() - countedShort);
        countedSkipped = scanner.skippedRows();
        countedShort = scanner.shortRows();
    }

    /** Fills the batch; returns how many rows are selected. */
    private int fill(TextWindow text, int rows) {
        anyBadRows = false;
        batch.setRowCount(rows);
        int selected = rows;
        boolean all = true;
        if (readsAll()) {
            read(text, filterReaders, true, rows, rows);
            read(text, otherReaders, true, rows, rows);
        }
        if (filter != null) {
            if (!readsAll()) {
                read(text, filterReaders, true, rows, rows);
            }
            selected = filter.select(batch, selection);
            all = false;
        }
        if (anyBadRows) {
            selected = withoutBadRows(all, selected);
            all = false;
        }
        if (!readsAll() && selected > 0) {
            read(text, otherReaders, all || selected == rows, selected, rows);
        }
        if (!all) {
            batch.setSelection(selection, selected);
        }
        return selected;
    }

    private void read(TextWindow text, List<CsvColumnReader> readers, boolean all, int count, int rows) {
        for (CsvColumnReader reader : readers) {
            int bad = reader.read(scanner, text.start(), selection, all, count, rows, this);
            if (bad != CsvColumnReader.NO_ERROR) {
                throw badValue(text, reader, bad);
            }
        }
    }

    @Override
    public void bad(int row) {
        if (layout.dialect().onError() == BadValuePolicy.NULL) {
            metrics.badValues.increment();
        } else if (!badRows[row]) {
            badRows[row] = true;
            anyBadRows = true;
            metrics.badRows.increment();
        }
    }

    private int withoutBadRows(boolean all, int selected) {
        int kept = 0;
        for (int i = 0; i < selected; i++) {
            int row = all ? i : selection[i];
            if (!badRows[row]) {
                selection[kept++] = row;
            }
        }
        Arrays.fill(badRows, false);
        return kept;
    }

    private EngineException badValue(TextWindow text, CsvColumnReader reader, int row) {
        int start = scanner.starts(reader.slot())[row];
        int length = scanner.lengths(reader.slot())[row];
        byte[] bytes = RawMemory.bytes(text.start() + start, Math.min(400, length < 0 ? ~length : length));
        String name = request.table().columns().stream()
                .map(ColumnDefinition::name)
                .toList()
                .get(columnIndex(reader.slot()));
        return new EngineException(
                ErrorCode.BAD_FILE_VALUE,
                "Value does not fit the column's type; declare the column VARCHAR, or set the property on_error to null or"
                        + " skip: file " + split.file().location() + ", line " + lineOf(text, text.start() + start)
                        + ", column " + name + ", type " + reader.column().type() + ", text "
                        + LineLocator.shown(new String(bytes, StandardCharsets.UTF_8)));
    }

    private int columnIndex(int slot) {
        int[] slotOfField = new int[mapping.expectedFields()];
        assignSlots(slotOfField);
        for (int column = 0; column < mapping.fieldOfColumn().length; column++) {
            int field = mapping.fieldOfColumn()[column];
            if (field >= 0 && slotOfField[field] == slot) {
                return column;
            }
        }
        throw new IllegalStateException("A slot belongs to a column");
    }

    private EngineException malformed(TextWindow text, String problem) {
        return new EngineException(
                ErrorCode.BAD_FILE_VALUE,
                problem + "; mend the file, or set the property on_error to skip: file "
                        + split.file().location() + ", line " + lineOf(text, scanner.problemPosition()));
    }

    private long lineOf(TextWindow text, long address) {
        boolean ranges = ByteSources.isSplittable(split.file(), layout.dialect().charset());
        long offset = text.offsetOf(address) + (ranges ? split.start() : 0);
        return LineLocator.lineOf(fileSystem, split.file(), layout.dialect().charset(), offset);
    }

    private void closeColumns() {
        owned.forEach(Column::close);
        owned.clear();
        memory.release(reservedBytes);
        reservedBytes = 0;
    }

    @Override
    public void close() {
        closeColumns();
        if (window != null) {
            window.close();
        }
    }
}
