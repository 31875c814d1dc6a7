package io.thresher.server.benchmark.data;

import io.thresher.batch.DataType;
import java.util.List;

/**
 * db-benchmark's tables for joins, J1_1e7_NA_0_0 at scale 1: {@code x} on the left; {@code small}, {@code medium} and {@code big} on the
 * right with about a millionth, a thousandth and all of its rows. Keys stand as numbers (id1 to id3) and as texts (id4 to id6). The
 * original's program is join-datagen.R; its random numbers are R's, ours are not.
 */
public final class JoinTables {
    private static final long ROWS_AT_ONE = 10_000_000;
    private static final long LEAST_KEYS = 10;

    private final long rowCount;
    private final JoinKeys few;
    private final JoinKeys some;
    private final JoinKeys many;

    private JoinTables(double scale) {
        this.rowCount = Math.max(LEAST_KEYS, Math.round(ROWS_AT_ONE * scale));
        this.few = new JoinKeys(Math.max(LEAST_KEYS, rowCount / 1_000_000), 0x7011);
        this.some = new JoinKeys(Math.max(LEAST_KEYS, rowCount / 1_000), 0x7021);
        this.many = new JoinKeys(rowCount, 0x7031);
    }

    /** The four tables at a scale, small ones first. */
    public static List<TableGenerator> at(double scale) {
        JoinTables tables = new JoinTables(scale);
        return List.of(tables.small(), tables.medium(), tables.x(), tables.big());
    }

    private TableGenerator x() {
        RandomTable.Row row = (number, random, rows) -> {
            int id1 = few.left(random.nextLong(few.count()));
            int id2 = some.left(random.nextLong(some.count()));
            putKeys(rows, 0, id1, id2, many.left(number));
            rows.putDouble(6, RandomTable.hundredth(random));
        };
        return wide("x", "v1", 0x7001, row);
    }

    private TableGenerator small() {
        return new RandomTable(
                "small",
                few.count(),
                0x7002,
                (number, random, rows) -> {
                    putKeys(rows, 0, few.right(number));
                    rows.putDouble(2, RandomTable.hundredth(random));
                },
                "id1",
                DataType.INTEGER,
                "id4",
                DataType.VARCHAR,
                "v2",
                DataType.DOUBLE);
    }

    private TableGenerator medium() {
        return new RandomTable(
                "medium",
                some.count(),
                0x7003,
                (number, random, rows) -> {
                    putKeys(rows, 0, few.right(random.nextLong(few.count())), some.right(number));
                    rows.putDouble(4, RandomTable.hundredth(random));
                },
                "id1",
                DataType.INTEGER,
                "id2",
                DataType.INTEGER,
                "id4",
                DataType.VARCHAR,
                "id5",
                DataType.VARCHAR,
                "v2",
                DataType.DOUBLE);
    }

    private TableGenerator big() {
        RandomTable.Row row = (number, random, rows) -> {
            int id1 = few.right(random.nextLong(few.count()));
            int id2 = some.right(random.nextLong(some.count()));
            putKeys(rows, 0, id1, id2, many.right(number));
            rows.putDouble(6, RandomTable.hundredth(random));
        };
        return wide("big", "v2", 0x7004, row);
    }

    private RandomTable wide(String name, String measure, long seed, RandomTable.Row row) {
        return new RandomTable(
                name,
                rowCount,
                seed,
                row,
                "id1",
                DataType.INTEGER,
                "id2",
                DataType.INTEGER,
                "id3",
                DataType.INTEGER,
                "id4",
                DataType.VARCHAR,
                "id5",
                DataType.VARCHAR,
                "id6",
                DataType.VARCHAR,
                measure,
                DataType.DOUBLE);
    }

    /** The keys as numbers, and after them as texts. */
    private static void putKeys(RowBuffer rows, int firstColumn, int... keys) {
        for (int i = 0; i < keys.length; i++) {
            rows.putInt(firstColumn + i, keys[i]);
            rows.putText(firstColumn + keys.length + i, rows.text().append("id").append(keys[i], 1));
        }
    }
}
