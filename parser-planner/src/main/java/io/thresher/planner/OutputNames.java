package io.thresher.planner;

import io.thresher.execution.plan.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlCase;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Names the columns of a result as PostgreSQL does: an expression without a name of its own is called by its function, the
 * column or else the type of its cast, {@code case}, or {@code ?column?}. Names may occur twice.
 */
final class OutputNames {
    private static final String UNKNOWN = "?column?";

    /** PostgreSQL's names of types. */
    private static final Map<String, String> TYPES = Map.of(
            "SMALLINT", "int2",
            "INTEGER", "int4",
            "BIGINT", "int8",
            "REAL", "float4",
            "DOUBLE", "float8",
            "DECIMAL", "numeric",
            "BOOLEAN", "bool",
            "CHAR", "bpchar");

    /** An item of the SELECT list; its name is null where Calcite's is right already. */
    private record Item(boolean star, @Nullable String name) {}

    private final List<Item> items = new ArrayList<>();

    private OutputNames() {}

    /** The names in a query as written; validation changes it. */
    static OutputNames of(SqlNode query) {
        OutputNames names = new OutputNames();
        SqlSelect select = select(query);
        if (select != null) {
            for (SqlNode item : select.getSelectList()) {
                boolean named = item.getKind() == SqlKind.AS || item instanceof SqlIdentifier;
                names.items.add(new Item(isStar(item), named || isStar(item) ? null : nameOf(item)));
            }
        }
        return names;
    }

    /** The fields of the validated query under these names. */
    List<Field> name(List<Field> fields) {
        List<Field> named = new ArrayList<>(fields);
        int first = 0;
        while (first < items.size() && !items.get(first).star()) {
            name(first, first, named);
            first++;
        }
        // Behind the first star only the distance from the end is known; between two stars, nothing is.
        for (int fromEnd = 1; fromEnd <= items.size() - first; fromEnd++) {
            int item = items.size() - fromEnd;
            if (items.get(item).star()) {
                break;
            }
            name(item, fields.size() - fromEnd, named);
        }
        return named;
    }

    private void name(int item, int column, List<Field> fields) {
        String name = items.get(item).name();
        if (name != null) {
            Field field = fields.get(column);
            fields.set(column, new Field(name, field.type(), field.nullable()));
        }
    }

    /** The SELECT whose list names the query's columns; null for VALUES. */
    private static @Nullable SqlSelect select(SqlNode query) {
        if (query instanceof SqlSelect) {
            return (SqlSelect) query;
        }
        if (query instanceof SqlOrderBy) {
            return select(((SqlOrderBy) query).query);
        }
        if (query instanceof SqlWith) {
            return select(((SqlWith) query).body);
        }
        boolean set = query.isA(SqlKind.SET_QUERY);
        return set ? select(((SqlCall) query).operand(0)) : null;
    }

    private static boolean isStar(SqlNode item) {
        return item instanceof SqlStarExclude || (item instanceof SqlIdentifier && ((SqlIdentifier) item).isStar());
    }

    private static String nameOf(SqlNode expression) {
        String own = ownName(expression);
        if (own != null) {
            return own;
        }
        if (expression.getKind() == SqlKind.CAST || expression.getKind() == SqlKind.SAFE_CAST) {
            SqlNode inner = ((SqlCall) expression).operand(0);
            boolean weak = inner.getKind() == SqlKind.CAST || inner instanceof SqlCase;
            return weak ? nameOf(inner) : typeName(((SqlCall) expression).operand(1));
        }
        if (expression instanceof SqlCase) {
            return "case";
        }
        return expression instanceof SqlLiteral ? literalName((SqlLiteral) expression) : UNKNOWN;
    }

    /** A name that goes before those of casts and CASE around it, or null. */
    private static @Nullable String ownName(SqlNode expression) {
        if (expression instanceof SqlIdentifier) {
            List<String> names = ((SqlIdentifier) expression).names;
            return names.get(names.size() - 1);
        }
        SqlSelect select = select(expression);
        if (select != null) {
            SqlNode only = select.getSelectList().get(0);
            return only.getKind() == SqlKind.AS ? ((SqlCall) only).operand(1).toString() : nameOf(only);
        }
        if (expression instanceof SqlCase) {
            SqlNode otherwise = ((SqlCase) expression).getElseOperand();
            return otherwise == null ? null : ownName(otherwise);
        }
        return expression instanceof SqlCall ? callName((SqlCall) expression) : null;
    }

    private static @Nullable String callName(SqlCall call) {
        return switch (call.getKind()) {
            case OVER, FILTER, WITHIN_GROUP, RESPECT_NULLS, IGNORE_NULLS -> ownName(call.operand(0));
            case CAST, SAFE_CAST -> ownName(call.operand(0));
            case EXISTS -> "exists";
            case ROW -> "row";
            case TRIM -> "btrim";
            default -> call.getOperator() instanceof SqlFunction ? functionName(call) : null;
        };
    }

    private static String functionName(SqlCall call) {
        String name = ((SqlFunction) call.getOperator()).getName().toLowerCase(Locale.ROOT);
        return name.equals("translate3") ? "translate" : name;
    }

    private static String typeName(SqlNode type) {
        if (!(type instanceof SqlDataTypeSpec)) {
            return UNKNOWN;
        }
        String name = ((SqlDataTypeSpec) type).getTypeName().getSimple().toUpperCase(Locale.ROOT);
        return TYPES.getOrDefault(name, name.toLowerCase(Locale.ROOT));
    }

    /** {@code DATE '...'} is a cast in PostgreSQL, and so is TRUE. */
    private static String literalName(SqlLiteral literal) {
        if (literal instanceof SqlUnknownLiteral) {
            return ((SqlUnknownLiteral) literal).tag.toLowerCase(Locale.ROOT);
        }
        return switch (literal.getTypeName()) {
            case BOOLEAN -> "bool";
            case DATE -> "date";
            case TIME -> "time";
            case TIMESTAMP -> "timestamp";
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> "timestamptz";
            default -> literal.getTypeName().name().startsWith("INTERVAL") ? "interval" : UNKNOWN;
        };
    }
}
