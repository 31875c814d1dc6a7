package io.thresher.server.benchmark.data;

import io.thresher.batch.DataType;
import java.util.SplittableRandom;

/**
 * db-benchmark's table for grouping, G1_1e7_1e2_0_0 at scale 1: three text and three whole-number columns to group by, with few or many
 * different values, and three measures. The original's program is groupby-datagen.R; its random numbers are R's, ours are not.
 */
public final class GroupByTable {
    private static final long ROWS_AT_ONE = 10_000_000;
    private static final int GROUPS = 100;

    private GroupByTable() {}

    /** The table at a scale. */
    public static TableGenerator at(double scale) {
        long rowCount = Math.max(GROUPS, Math.round(ROWS_AT_ONE * scale));
        int many = Math.toIntExact(Math.max(1, rowCount / GROUPS));
        return new RandomTable(
                "groupby",
                rowCount,
                0x6B01,
                (number, random, rows) -> put(random, many, rows),
                "id1",
                DataType.VARCHAR,
                "id2",
                DataType.VARCHAR,
                "id3",
                DataType.VARCHAR,
                "id4",
                DataType.INTEGER,
                "id5",
                DataType.INTEGER,
                "id6",
                DataType.INTEGER,
                "v1",
                DataType.INTEGER,
                "v2",
                DataType.INTEGER,
                "v3",
                DataType.DOUBLE);
    }

    private static void put(SplittableRandom random, int many, RowBuffer rows) {
        rows.putText(0, rows.text().append("id").append(1 + random.nextInt(GROUPS), 3));
        rows.putText(1, rows.text().append("id").append(1 + random.nextInt(GROUPS), 3));
        rows.putText(2, rows.text().append("id").append(1 + random.nextInt(many), 10));
        rows.putInt(3, 1 + random.nextInt(GROUPS));
        rows.putInt(4, 1 + random.nextInt(GROUPS));
        rows.putInt(5, 1 + random.nextInt(many));
        rows.putInt(6, 1 + random.nextInt(5));
        rows.putInt(7, 1 + random.nextInt(15));
        rows.putDouble(8, RandomTable.hundredth(random));
    }
}
