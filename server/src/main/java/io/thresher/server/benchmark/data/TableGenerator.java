package io.thresher.server.benchmark.data;

import io.thresher.storage.catalog.ColumnDefinition;
import java.util.List;

/**
 * Makes the rows of one table piece by piece. A piece becomes a row group, depends on nothing but its number, and may be made by any
 * thread. Thread-safe.
 */
public interface TableGenerator {
    /** Rows of a piece where the generator may choose: those of other engines' row groups. */
    int PIECE_ROWS = 122_880;

    String name();

    List<ColumnDefinition> columns();

    /** How many rows there will be; for a table whose rows are random in number, about how many. */
    long rowCount();

    int pieceCount();

    /** Puts the rows of piece 0 to {@code pieceCount() - 1}. */
    void generate(int piece, RowBuffer rows);

    /** The pieces that {@code rowCount} rows make. */
    static int pieces(long rowCount) {
        return Math.toIntExact((rowCount + PIECE_ROWS - 1) / PIECE_ROWS);
    }
}
