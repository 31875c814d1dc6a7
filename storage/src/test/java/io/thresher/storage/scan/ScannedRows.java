package io.thresher.storage.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.StringView;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import io.thresher.storage.catalog.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads a table through a scanner into rows of text, for tests; fails if a byte of memory is left over. */
public final class ScannedRows {
    private ScannedRows() {}

    /** All rows and columns of a table; NULL is null. */
    public static List<List<@Nullable String>> of(TableScanner scanner, Table table) {
        List<Integer> columns =
                IntStream.range(0, table.columns().size()).boxed().toList();
        return of(scanner, new ScanRequest(table, columns, List.of(), Long.MAX_VALUE), null);
    }

    /** The rows of a scan, in the order of the splits. */
    public static List<List<@Nullable String>> of(
            TableScanner scanner, ScanRequest request, @Nullable RowFilter filter) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (MemoryPool pool = new MemoryPool(1L << 30)) {
            QueryMemory memory = pool.openQuery("test", 512L << 20);
            try (SplitSource splits = scanner.splits(request)) {
                for (Split split = splits.next(); split != null; split = splits.next()) {
                    try (BatchReader reader = scanner.open(split, request, filter, memory, splits.metrics())) {
                        for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                            addRows(batch, rows);
                        }
                    }
                }
            } finally {
                assertThat(memory.usedBytes()).as("bytes not given back").isZero();
                memory.close();
            }
        }
        return rows;
    }

    private static void addRows(ColumnBatch batch, List<List<@Nullable String>> rows) {
        assertThat(batch.rowCount()).isBetween(1, ColumnBatch.MAX_ROWS);
        for (int i = 0; i < batch.selectedCount(); i++) {
            List<@Nullable String> row = new ArrayList<>();
            for (Column column : batch.columns()) {
                row.add(text(column, batch.position(i)));
            }
            rows.add(row);
        }
    }

    /** A value as text, null for NULL. */
    public static @Nullable String text(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        Column values = column.encoding() == io.thresher.batch.Encoding.DICTIONARY ? column.dictionary() : column;
        long address = values.dataAddress()
                + (long) column.valueIndex(row) * column.physicalType().bytes();
        return switch (column.type().kind()) {
            case NULL -> null;
            case BOOLEAN -> String.valueOf(RawMemory.getByte(address) != 0);
            case TINYINT, SMALLINT, INTEGER -> String.valueOf(RawMemory.getInt(address));
            case BIGINT -> String.valueOf(RawMemory.getLong(address));
            case DECIMAL -> decimal(column, address).toPlainString();
            case REAL -> String.valueOf((float) RawMemory.getDouble(address));
            case DOUBLE -> String.valueOf(RawMemory.getDouble(address));
            case DATE -> LocalDate.ofEpochDay(RawMemory.getInt(address)).toString();
            case TIME ->
                LocalTime.ofNanoOfDay(RawMemory.getLong(address) * 1000).toString();
            case TIMESTAMP -> timestamp(column, address).toString();
            case TIMESTAMP_TZ -> timestamp(column, address) + "Z";
            case CHAR, VARCHAR, VARBINARY -> new String(StringView.bytes(address), StandardCharsets.UTF_8);
            case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> throw new IllegalArgumentException("Not in files");
        };
    }

    private static BigDecimal decimal(Column column, long address) {
        if (column.physicalType() == io.thresher.batch.PhysicalType.INT64) {
            return BigDecimal.valueOf(RawMemory.getLong(address), column.type().scale());
        }
        BigInteger low = new BigInteger(Long.toUnsignedString(RawMemory.getLong(address)));
        BigInteger high = BigInteger.valueOf(RawMemory.getLong(address + 8));
        return new BigDecimal(high.shiftLeft(64).add(low), column.type().scale());
    }

    private static LocalDateTime timestamp(Column column, long address) {
        long unit = column.type().isNanos() ? 1_000_000_000 : 1_000_000;
        long value = RawMemory.getLong(address);
        int nanos = (int) (Math.floorMod(value, unit) * (1_000_000_000 / unit));
        return LocalDateTime.ofEpochSecond(Math.floorDiv(value, unit), nanos, ZoneOffset.UTC);
    }
}
