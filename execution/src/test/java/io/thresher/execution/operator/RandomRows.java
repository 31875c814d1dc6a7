package io.thresher.execution.operator;

import io.thresher.batch.DataType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random values of every type, few distinct ones so that ties are common. */
public final class RandomRows {
    /** One type of each physical kind and some more. */
    public static final List<DataType> ALL_TYPES = List.of(
            DataType.BOOLEAN,
            DataType.INTEGER,
            DataType.DATE,
            DataType.BIGINT,
            DataType.decimal(12, 2),
            DataType.decimal(38, 4),
            DataType.DOUBLE,
            DataType.VARCHAR,
            DataType.VARBINARY);

    private RandomRows() {}

    public static List<List<Object>> rows(Random random, List<DataType> types, int count, double nullShare) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Object> row = new ArrayList<>();
            for (DataType type : types) {
                row.add(random.nextDouble() < nullShare ? null : value(random, type));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Object value(Random random, DataType type) {
        return switch (type.physicalType()) {
            case INT8 -> random.nextBoolean();
            case INT32 -> (long) pick(random, Integer.MIN_VALUE, Integer.MAX_VALUE, -1, 0, 1, random.nextInt(100));
            case INT64 ->
                random.nextBoolean() ? random.nextLong() : (long) pick(random, -1, 0, 1, random.nextInt(1000));
            case FLOAT64 ->
                switch (random.nextInt(8)) {
                    case 0 -> Double.NaN;
                    case 1 -> Double.POSITIVE_INFINITY;
                    case 2 -> Double.NEGATIVE_INFINITY;
                    case 3 -> 0.0;
                    case 4 -> -0.0;
                    default -> random.nextGaussian() * 100;
                };
            case INT128 ->
                new BigInteger(1 + random.nextInt(126), random).multiply(BigInteger.valueOf(pick(random, -1, 1)));
            case VIEW -> {
                String text = text(random);
                yield type.isText() ? text : (Object) text.getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    private static int pick(Random random, int... values) {
        return values[random.nextInt(values.length)];
    }

    private static String text(Random random) {
        String start = new String[] {"", "a", "abcdefgh", "abcdefgh\0", "a common start of all ", "ü", "\uD83D\uDE00"}
                [random.nextInt(7)];
        return random.nextInt(3) == 0 ? start : start + Integer.toString(random.nextInt(50), 36);
    }

    /** Orders values as SQL does, neither NULL. */
    public static int compare(Object left, Object right) {
        if (left instanceof Double l) {
            double r = (Double) right;
            return l == r ? 0 : Double.compare(l, r);
        }
        if (left instanceof byte[] bytes) {
            return Arrays.compareUnsigned(bytes, (byte[]) right);
        }
        if (left instanceof String text) {
            return Arrays.compareUnsigned(
                    text.getBytes(StandardCharsets.UTF_8), ((String) right).getBytes(StandardCharsets.UTF_8));
        }
        return compareNatural(left, right);
    }

    @SuppressWarnings("unchecked")
    private static int compareNatural(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    /** Orders rows by one column. */
    public static Comparator<List<@Nullable Object>> by(int column, boolean descending, boolean nullsFirst) {
        return (left, right) -> {
            Object l = left.get(column);
            Object r = right.get(column);
            if (l == null || r == null) {
                int order = Boolean.compare(r == null, l == null);
                return nullsFirst ? order : -order;
            }
            return descending ? compare(r, l) : compare(l, r);
        };
    }

    /** Text that is equal for rows that hold the same. */
    public static String text(List<@Nullable Object> row) {
        StringBuilder text = new StringBuilder();
        for (Object value : row) {
            text.append(value instanceof byte[] bytes ? Arrays.toString(bytes) : value)
                    .append('|');
        }
        return text.toString();
    }
}
