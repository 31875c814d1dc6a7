package io.thresher.server.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The columns that an expression may name. */
record Scope(List<Column> columns) {

    /** A column with the text that names it; {@code unique} where it is never null and never twice. */
    record Column(String text, SqlType type, boolean unique) {}

    /** All columns of a table of {@link DifferentialTables} under an alias. */
    static Scope ofTable(String alias) {
        List<Column> columns = new ArrayList<>();
        DifferentialTables.COLUMNS.forEach(
                (name, type) -> columns.add(new Column(alias + "." + name, type, name.equals("id"))));
        return new Scope(columns);
    }

    Scope and(Scope other) {
        List<Column> all = new ArrayList<>(columns);
        all.addAll(other.columns);
        return new Scope(all);
    }

    /** A random column of the type, or a typed NULL where there is none. */
    Sql column(Random random, SqlType type) {
        List<Column> fitting =
                columns.stream().filter(column -> column.type() == type).toList();
        return fitting.isEmpty()
                ? Sql.of("CAST(NULL AS " + castName(type) + ")")
                : Sql.of(fitting.get(random.nextInt(fitting.size())).text());
    }

    static String castName(SqlType type) {
        return switch (type) {
            case INTEGER -> "INTEGER";
            case DECIMAL -> "DECIMAL(12,2)";
            case DOUBLE -> "DOUBLE";
            case TEXT -> "VARCHAR";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMP";
            case TIME -> "TIME";
            case BOOLEAN -> "BOOLEAN";
        };
    }
}
