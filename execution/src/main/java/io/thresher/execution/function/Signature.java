package io.thresher.execution.function;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The argument and result types of one overload, written like {@code "VARCHAR, BIGINT, BIGINT? -> VARCHAR"}. A name is a
 * {@link TypeKind} (VARCHAR takes any text, INTEGER every type of 32 bits, DECIMAL every decimal), or ANY for every
 * type. {@code ?} marks optional arguments at the end, {@code ...} that the last one may be repeated. The result may be
 * SAME: the type the planner asks for.
 */
public record Signature(List<String> parameters, int required, boolean repeated, String result) {
    private static final int NO_MATCH = -1;

    public Signature {
        parameters = List.copyOf(parameters);
    }

    /** Reads the written form. */
    public static Signature of(String text) {
        int arrow = text.indexOf("->");
        List<String> parameters = new ArrayList<>();
        int required = 0;
        boolean repeated = false;
        String head = text.substring(0, arrow).trim();
        for (String part : head.isEmpty() ? new String[0] : head.split(",", -1)) {
            String name = part.trim();
            if (name.endsWith("...")) {
                repeated = true;
                name = name.substring(0, name.length() - 3);
            }
            if (name.endsWith("?")) {
                name = name.substring(0, name.length() - 1);
            } else {
                required++;
            }
            parameters.add(name);
        }
        return new Signature(
                parameters, required, repeated, text.substring(arrow + 2).trim());
    }

    /** The written form of the type of the argument at {@code index}. */
    public String parameter(int index) {
        return parameters.get(Math.min(index, parameters.size() - 1));
    }

    /** Whether {@code count} arguments can be given. */
    public boolean takes(int count) {
        return count >= required && (repeated || count <= parameters.size());
    }

    /** How far the argument types are from this signature: 0 if they are its own, negative if they do not convert. */
    public int distance(List<DataType> arguments) {
        if (!takes(arguments.size())) {
            return NO_MATCH;
        }
        int sum = 0;
        for (int i = 0; i < arguments.size(); i++) {
            int distance = distance(arguments.get(i), parameter(i));
            if (distance == NO_MATCH) {
                return NO_MATCH;
            }
            sum += distance;
        }
        return sum;
    }

    /** The type to convert an argument of {@code type} to; itself if none is needed. */
    public DataType argumentType(int index, DataType type) {
        String parameter = parameter(index);
        return distance(type, parameter) == 0 ? type : typeOf(parameter, type);
    }

    /** The result type if the planner asks for {@code asked}. */
    public DataType resultType(DataType asked) {
        return switch (result) {
            case "SAME" -> asked;
            case "VARCHAR" -> asked.isText() ? asked : DataType.VARCHAR;
            case "DECIMAL" -> asked.kind() == TypeKind.DECIMAL ? asked : DataType.decimal(38, 0);
            case "INTEGER" -> isInt(asked.kind()) ? asked : DataType.INTEGER;
            default -> typeOf(result, asked);
        };
    }

    private static boolean isInt(TypeKind kind) {
        return kind == TypeKind.TINYINT || kind == TypeKind.SMALLINT || kind == TypeKind.INTEGER;
    }

    private static DataType typeOf(String name, DataType from) {
        TypeKind kind = TypeKind.valueOf(name);
        return switch (kind) {
            case DECIMAL -> from.kind() == TypeKind.BIGINT ? DataType.decimal(19, 0) : decimalFor(from);
            case VARCHAR -> DataType.VARCHAR;
            case CHAR -> DataType.character(1);
            case TIME -> DataType.TIME;
            case TIMESTAMP -> DataType.TIMESTAMP;
            case TIMESTAMP_TZ -> DataType.TIMESTAMP_TZ;
            case VARBINARY -> DataType.VARBINARY;
            case INTERVAL_DAY_TIME -> DataType.INTERVAL_DAY_TIME;
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DATE, INTERVAL_YEAR_MONTH ->
                new DataType(kind, 0, 0);
        };
    }

    private static DataType decimalFor(DataType from) {
        return from.kind() == TypeKind.DECIMAL
                ? from
                : DataType.decimal(from.isInteger() ? 10 : 38, from.isInteger() ? 0 : 10);
    }

    private static int distance(DataType type, String parameter) {
        if (parameter.equals("ANY")) {
            return 0;
        }
        TypeKind from = type.kind();
        TypeKind to = TypeKind.valueOf(parameter);
        if (from == to && !type.isNanos()
                || type.isText() && to == TypeKind.VARCHAR
                || isInt(from) && to == TypeKind.INTEGER) {
            return 0;
        }
        if (from == TypeKind.NULL || from == to) {
            return 1;
        }
        return switch (to) {
            case INTEGER -> from == TypeKind.BIGINT ? 20 : from == TypeKind.DECIMAL ? 22 : fromText(type);
            case BIGINT -> isInt(from) ? 1 : from == TypeKind.DECIMAL ? 21 : fromText(type);
            case DECIMAL -> type.isInteger() ? 2 : NO_MATCH;
            case DOUBLE ->
                from == TypeKind.REAL ? 1 : type.isInteger() ? 3 : from == TypeKind.DECIMAL ? 3 : fromText(type);
            case REAL -> from == TypeKind.DOUBLE ? 10 : NO_MATCH;
            case DATE -> isTimestamp(from) ? 10 : fromText(type);
            case TIMESTAMP, TIMESTAMP_TZ -> from == TypeKind.DATE ? 2 : isTimestamp(from) ? 4 : fromText(type);
            case VARCHAR -> from == TypeKind.VARBINARY ? NO_MATCH : 50;
            case BOOLEAN, TIME, INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH -> fromText(type);
            case NULL, TINYINT, SMALLINT, CHAR, VARBINARY -> NO_MATCH;
        };
    }

    private static int fromText(DataType type) {
        return type.isText() ? 40 : NO_MATCH;
    }

    private static boolean isTimestamp(TypeKind kind) {
        return kind == TypeKind.TIMESTAMP || kind == TypeKind.TIMESTAMP_TZ;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < parameters.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(parameters.get(i)).append(i < required ? "" : "?");
        }
        return text.append(repeated ? "..." : "").append(") -> ").append(result).toString();
    }

    /** As {@link #of}, for several. */
    public static List<Signature> all(String... texts) {
        return Arrays.stream(texts).map(Signature::of).toList();
    }
}
