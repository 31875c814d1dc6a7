package io.thresher.server.benchmark.data;

import io.thresher.batch.DataType;
import io.thresher.storage.catalog.ColumnDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A table whose rows are made one by one, from a random generator that every piece starts anew: the table's seed and the piece's number
 * decide all of its values.
 */
public final class RandomTable implements TableGenerator {
    private final String name;
    private final long rowCount;
    private final long seed;
    private final List<ColumnDefinition> columns = new ArrayList<>();
    private final Row row;

    /** Puts the values of one row, but does not end it. */
    @FunctionalInterface
    interface Row {
        /** {@code number} counts the table's rows from 0. */
        void put(long number, SplittableRandom random, RowBuffer rows);
    }

    /** A name and the type that follows it, for each column. */
    RandomTable(String name, long rowCount, long seed, Row row, Object... columns) {
        this.name = name;
        this.rowCount = rowCount;
        this.seed = seed;
        this.row = row;
        for (int i = 0; i < columns.length; i += 2) {
            // May be NULL, though none is: so are the files that other tools write.
            this.columns.add(new ColumnDefinition((String) columns[i], (DataType) columns[i + 1], true));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<ColumnDefinition> columns() {
        return columns;
    }

    @Override
    public long rowCount() {
        return rowCount;
    }

    @Override
    public int pieceCount() {
        return TableGenerator.pieces(rowCount);
    }

    @Override
    public void generate(int piece, RowBuffer rows) {
        SplittableRandom random = new SplittableRandom(Scramble.mix(seed + piece * 0x9E3779B97F4A7C15L));
        long first = (long) piece * PIECE_ROWS;
        long end = Math.min(rowCount, first + PIECE_ROWS);
        for (long number = first; number < end; number++) {
            row.put(number, random, rows);
            rows.endRow();
        }
    }

    /** A value of 0 to below 100 with six digits after the point. */
    static double hundredth(SplittableRandom random) {
        return random.nextLong(100_000_000) / 1e6;
    }
}
