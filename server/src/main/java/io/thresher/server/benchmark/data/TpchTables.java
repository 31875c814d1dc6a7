package io.thresher.server.benchmark.data;

import io.thresher.batch.DataType;
import io.thresher.storage.catalog.ColumnDefinition;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchColumnType;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.util.List;
import java.util.Locale;

/**
 * The eight tables of TPC-H with the rows of io.trino.tpch, which are dbgen's but for the words of comments. Keys are BIGINT, amounts
 * DECIMAL(15, 2).
 */
public final class TpchTables {
    private static final DataType AMOUNT = DataType.decimal(15, 2);
    private static final int LINES_OF_AN_ORDER = 4;
    private static final int PARTS_OF_A_SUPPLY = 4;

    private TpchTables() {}

    /** The tables at a scale factor, small ones first. */
    public static List<TableGenerator> at(double scale) {
        return List.of(
                new Table<>(TpchTable.REGION, scale, 5, 1),
                new Table<>(TpchTable.NATION, scale, 25, 1),
                new Table<>(TpchTable.SUPPLIER, scale, rows(10_000, scale), 1),
                new Table<>(TpchTable.CUSTOMER, scale, rows(150_000, scale), 1),
                new Table<>(TpchTable.PART, scale, rows(200_000, scale), 1),
                new Table<>(TpchTable.PART_SUPPLIER, scale, rows(200_000, scale), PARTS_OF_A_SUPPLY),
                new Table<>(TpchTable.ORDERS, scale, rows(1_500_000, scale), 1),
                new Table<>(TpchTable.LINE_ITEM, scale, rows(1_500_000, scale), LINES_OF_AN_ORDER));
    }

    private static long rows(long atOne, double scale) {
        return (long) (atOne * scale);
    }

    /** A table that is cut into equal parts of {@code entities}, each of which makes about {@code rowsOfEntity} rows. */
    private record Table<E extends TpchEntity>(TpchTable<E> table, double scale, long entities, int rowsOfEntity)
            implements TableGenerator {
        @Override
        public String name() {
            // "part" and "partsupp" as the queries have them.
            return table.getTableName().toLowerCase(Locale.ROOT);
        }

        @Override
        public List<ColumnDefinition> columns() {
            return table.getColumns().stream()
                    .map(column -> new ColumnDefinition(column.getColumnName(), type(column.getType()), true))
                    .toList();
        }

        private static DataType type(TpchColumnType type) {
            return switch (type.getBase()) {
                case INTEGER -> DataType.INTEGER;
                case IDENTIFIER -> DataType.BIGINT;
                case DATE -> DataType.DATE;
                case DOUBLE -> AMOUNT;
                case VARCHAR -> DataType.VARCHAR;
            };
        }

        @Override
        public long rowCount() {
            return entities * rowsOfEntity;
        }

        @Override
        public int pieceCount() {
            return Math.max(1, TableGenerator.pieces(rowCount()));
        }

        @Override
        public void generate(int piece, RowBuffer rows) {
            List<TpchColumn<E>> columns = table.getColumns();
            for (E entity : table.createGenerator(scale, piece + 1, pieceCount())) {
                for (int c = 0; c < columns.size(); c++) {
                    put(columns.get(c), entity, c, rows);
                }
                rows.endRow();
            }
        }

        private void put(TpchColumn<E> column, E entity, int index, RowBuffer rows) {
            switch (column.getType().getBase()) {
                case INTEGER -> rows.putInt(index, column.getInteger(entity));
                case IDENTIFIER -> rows.putLong(index, column.getIdentifier(entity));
                case DATE -> rows.putInt(index, column.getDate(entity));
                // Whole cents, divided by a hundred: rounding gives them back.
                case DOUBLE -> rows.putLong(index, Math.round(column.getDouble(entity) * 100));
                case VARCHAR -> rows.putText(index, column.getString(entity));
            }
        }
    }
}
