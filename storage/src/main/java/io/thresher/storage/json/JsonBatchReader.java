package io.thresher.storage.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.error.StopCheck;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.file.FileSystem;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.PartitionValues;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanMetrics;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import io.thresher.storage.text.BadValuePolicy;
import io.thresher.storage.text.LineLocator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a split of a JSON file, object by object, each member into its column; members not there are NULL. */
final class JsonBatchReader implements BatchReader {
    /** Records between two looks whether to stop: they may be long, and all of them malformed. */
    private static final int CHECKED_RECORDS = 256;

    private final FileSystem fileSystem;
    private final Split split;
    private final JsonOptions options;
    private final StopCheck stopCheck;
    private final @Nullable RowFilter filter;
    private final QueryMemory memory;
    private final ScanMetrics metrics;
    private final List<Column> constants = new ArrayList<>();
    private final List<JsonColumnReader> readers = new ArrayList<>();
    private final Map<String, JsonColumnReader> readerOfMember = new HashMap<>();
    private final int[] selection = new int[ColumnBatch.MAX_ROWS];
    private final ColumnBatch batch;
    private final JsonRecords records;
    private long reservedBytes;
    private long remaining;

    JsonBatchReader(
            FileSystem fileSystem,
            Split split,
            ScanRequest request,
            JsonLayout layout,
            @Nullable RowFilter filter,
            QueryMemory memory,
            ScanMetrics metrics) {
        this.fileSystem = fileSystem;
        this.split = split;
        this.options = layout.options();
        this.stopCheck = request.stopCheck();
        this.filter = filter;
        this.memory = memory;
        this.metrics = metrics;
        this.remaining = request.limit();
        try {
            this.batch = new ColumnBatch(makeColumns(request), 0);
            this.records = new JsonRecords(
                    layout.open(fileSystem, split), split.file().location(), layout.lines(), this::reserve, stopCheck);
            metrics.bytesRead.add(split.length());
        } catch (RuntimeException e) {
            closeColumns();
            throw e;
        }
    }

    private void reserve(long bytes) {
        memory.reserve(bytes);
        reservedBytes += bytes;
    }

    private Column[] makeColumns(ScanRequest request) {
        List<ColumnDefinition> definitions = request.table().columns();
        int dataColumns = request.table().dataColumns().size();
        Column[] columns = new Column[request.columns().size()];
        for (int i = 0; i < columns.length; i++) {
            int index = request.columns().get(i);
            Column column = new Column(definitions.get(index).type(), memory);
            columns[i] = column;
            if (index >= dataColumns) {
                constants.add(column);
                PartitionValues.fill(column, split.partitionValues().get(index - dataColumns));
            } else {
                addReader(definitions.get(index).name(), column);
            }
        }
        // Rows to be skipped are known only if all columns are read.
        for (int index = 0; options.onError() == BadValuePolicy.SKIP && index < dataColumns; index++) {
            if (!request.columns().contains(index)) {
                addReader(
                        definitions.get(index).name(),
                        new Column(definitions.get(index).type(), memory));
            }
        }
        return columns;
    }

    private void addReader(String name, Column column) {
        JsonColumnReader reader = JsonColumnReader.open(name, column, memory);
        readers.add(reader);
        reader.linkTo(readerOfMember.put(name, reader));
        // A name of another case finds the column too, unless a column of that very name exists.
        readerOfMember.putIfAbsent(name.toLowerCase(Locale.ROOT), reader);
    }

    @Override
    public @Nullable ColumnBatch next() {
        while (remaining > 0) {
            stopCheck.check();
            int rows = readRows();
            if (rows == 0) {
                return null;
            }
            batch.setRowCount(rows);
            int selected = rows;
            if (filter != null) {
                selected = filter.select(batch, selection);
                batch.setSelection(selection, selected);
            }
            if (selected > 0) {
                remaining -= Math.min(remaining, selected);
                return batch;
            }
        }
        return null;
    }

    private int readRows() {
        int maxRows = filter == null ? (int) Math.min(ColumnBatch.MAX_ROWS, remaining) : ColumnBatch.MAX_ROWS;
        readers.forEach(JsonColumnReader::startBatch);
        int rows = 0;
        for (int seen = 1; rows < maxRows; seen++) {
            if (seen % CHECKED_RECORDS == 0) {
                stopCheck.check();
            }
            try {
                JsonParser parser = records.next();
                if (parser == null) {
                    break;
                }
                readObject(parser, rows);
                records.endRecord();
                rows++;
            } catch (IOException e) {
                badRecord(e);
            }
        }
        return rows;
    }

    private void readObject(JsonParser parser, int row) throws IOException {
        readers.forEach(JsonColumnReader::startRow);
        boolean bad = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            JsonColumnReader reader = readerOf(parser.currentName());
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IOException("the JSON object has no end");
            }
            if (reader == null) {
                parser.skipChildren();
            } else if (!reader.read(parser, token, row)) {
                bad |= badValue(reader, row);
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new IOException("the JSON object has no end");
        }
        if (bad) {
            throw new IOException("a value does not fit");
        }
        for (JsonColumnReader reader : readers) {
            reader.endRow(row);
        }
    }

    private @Nullable JsonColumnReader readerOf(String member) {
        JsonColumnReader reader = readerOfMember.get(member);
        return reader != null ? reader : readerOfMember.get(member.toLowerCase(Locale.ROOT));
    }

    /** Returns whether the row is to be left out. */
    private boolean badValue(JsonColumnReader reader, int row) {
        switch (options.onError()) {
            case FAIL ->
                throw new EngineException(
                        ErrorCode.BAD_FILE_VALUE,
                        "Value does not fit the column's type; declare the column VARCHAR, or set the property on_error to"
                                + " null or skip: file " + split.file().location() + ", line " + line() + ", column "
                                + reader.name() + ", type " + reader.type() + ", text "
                                + LineLocator.shown(reader.lastText()));
            case NULL -> {
                metrics.badValues.increment();
                reader.setNull(row);
            }
            case SKIP -> {
                return true;
            }
        }
        return false;
    }

    private void badRecord(IOException cause) {
        if (options.onError() != BadValuePolicy.SKIP || !records.skipBadLine()) {
            String reason = String.valueOf(
                    cause instanceof com.fasterxml.jackson.core.JsonProcessingException json
                            ? json.getOriginalMessage()
                            : cause.getMessage());
            throw new EngineException(
                    ErrorCode.BAD_FILE_VALUE,
                    "JSON is malformed; mend the file, or set the property on_error to skip: file "
                            + split.file().location() + ", line " + line() + ", " + LineLocator.shown(reason),
                    cause);
        }
        metrics.badRows.increment();
    }

    private long line() {
        long offset = records.recordOffset();
        return offset < 0
                ? records.parserLine()
                : LineLocator.lineOf(fileSystem, split.file(), options.charset(), split.start() + offset);
    }

    private void closeColumns() {
        constants.forEach(Column::close);
        constants.clear();
        readers.forEach(JsonColumnReader::close);
        readers.clear();
        memory.release(reservedBytes);
        reservedBytes = 0;
    }

    @Override
    public void close() {
        closeColumns();
        records.close();
    }
}
