package io.thresher.server.benchmark.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.parquet.writing.ParquetFileWriter;
import io.thresher.storage.parquet.writing.ParquetWriteOptions;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What our Parquet writer writes, DuckDB reads: types, NULLs, dictionaries, and bounds that it prunes by. */
class WrittenFilesTest {
    private static final int ROWS = 3_000;
    private static final long LIMIT = 256L << 20;
    private static final List<DataType> TYPES = List.of(
            DataType.BOOLEAN,
            DataType.SMALLINT,
            DataType.BIGINT,
            DataType.REAL,
            DataType.DOUBLE,
            DataType.decimal(7, 2),
            DataType.decimal(15, 2),
            DataType.decimal(38, 4),
            DataType.DATE,
            DataType.TIME,
            DataType.TIMESTAMP,
            DataType.timestamp(9),
            DataType.VARCHAR,
            DataType.VARBINARY);

    @TempDir
    Path folder;

    @Test
    void duckDbReadsThem() throws SQLException {
        Path file = folder.resolve("t.parquet");
        write(file);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE VIEW t AS SELECT * FROM '" + file + "'");
            assertThat(one(statement, "SELECT string_agg(column_type, ' ') FROM (DESCRIBE t)"))
                    .isEqualTo("BOOLEAN SMALLINT BIGINT FLOAT DOUBLE DECIMAL(7,2) DECIMAL(15,2) DECIMAL(38,4) DATE TIME"
                            + " TIMESTAMP TIMESTAMP_NS VARCHAR BLOB");
            // Every seventh row is NULL in all columns.
            assertThat(one(statement, "SELECT count(*) || ' ' || count(c0) || ' ' || count(c13) FROM t"))
                    .isEqualTo("3000 2571 2571");
            assertThat(one(statement, "SELECT sum(c2) || ' ' || sum(c6) || ' ' || sum(c7) || ' ' || sum(c4) FROM t"))
                    .isEqualTo(expectedSums());
            assertThat(one(statement, "SELECT min(c8) || ' ' || max(c8) || ' ' || min(c10) FROM t"))
                    .isEqualTo("1970-01-02 1978-03-19 1970-01-01 00:00:00.000001");
            assertThat(one(statement, "SELECT count(*) || min(c12) || max(c12) FROM t WHERE c12 LIKE 'text 1%'"))
                    .isEqualTo("953text 1text 1999");
            assertThat(one(statement, "SELECT c2 || ' ' || c12 || ' ' || octet_length(c13) FROM t WHERE c2 = 2999"))
                    .isEqualTo("2999 text 2999 9");
        }
    }

    private static String expectedSums() {
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += i % 7 == 0 ? 0 : i;
        }
        return sum + " " + sum / 100 + "." + String.format(java.util.Locale.ROOT, "%02d", sum % 100) + " "
                + BigInteger.valueOf(sum).multiply(BigInteger.TEN.pow(16)) + ".0000 " + (double) sum / 2;
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void write(Path file) {
        List<ColumnDefinition> definitions = new ArrayList<>();
        TYPES.forEach(type -> definitions.add(new ColumnDefinition("c" + definitions.size(), type, true)));
        ParquetWriteOptions options = new ParquetWriteOptions(1_000, 300, 1 << 20, "SNAPPY");
        try (MemoryPool pool = new MemoryPool(LIMIT);
                QueryMemory memory = pool.openQuery("test", LIMIT);
                ParquetFileWriter writer = new ParquetFileWriter(file, definitions, options, memory)) {
            Column[] columns =
                    TYPES.stream().map(type -> Column.flat(type, memory, ROWS)).toArray(Column[]::new);
            try {
                for (int i = 0; i < ROWS; i++) {
                    for (Column column : columns) {
                        put(column, i);
                    }
                }
                writer.write(new ColumnBatch(columns, ROWS));
                writer.finish();
            } finally {
                List.of(columns).forEach(Column::close);
            }
        }
    }

    private static void put(Column column, int i) {
        long address = column.dataAddress() + (long) column.physicalType().bytes() * i;
        switch (column.physicalType()) {
            case INT8 -> RawMemory.putByte(address, (byte) (i % 2));
            case INT32 -> RawMemory.putInt(address, i);
            case INT64 -> RawMemory.putLong(address, i);
            case INT128 -> {
                BigInteger value = BigInteger.valueOf(i).multiply(BigInteger.TEN.pow(20));
                RawMemory.putLong(address, value.longValue());
                RawMemory.putLong(address + 8, value.shiftRight(64).longValue());
            }
            case FLOAT64 -> RawMemory.putDouble(address, i / 2.0);
            case VIEW -> {
                byte[] text = ("text " + i).getBytes(StandardCharsets.UTF_8);
                column.heap().putBytes(text, 0, text.length, address);
            }
        }
        if (i % 7 == 0) {
            column.setNull(i, ROWS);
        }
    }
}
