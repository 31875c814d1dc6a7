package io.thresher.execution.row;

import io.thresher.batch.DataType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random values of every type, from domains of a chosen size, awkward ones among them. */
public final class RandomValues {
    private RandomValues() {}

    /** One of about {@code domain} values, NULL one time in {@code nullOneIn} (0 = never). */
    public static @Nullable Object value(DataType type, int domain, int nullOneIn, Random random) {
        if (nullOneIn > 0 && random.nextInt(nullOneIn) == 0) {
            return null;
        }
        int n = random.nextInt(domain);
        return switch (type.kind()) {
            case NULL -> null;
            case BOOLEAN -> n % 2 == 0;
            case TINYINT -> (long) (n % 100 - 50);
            case SMALLINT, INTEGER, DATE, INTERVAL_YEAR_MONTH -> (long) (n - domain / 3);
            case BIGINT, TIME, TIMESTAMP, TIMESTAMP_TZ, INTERVAL_DAY_TIME ->
                domain > 50 ? (n - 7L) * 1_000_003L : n - 7L;
            case DECIMAL ->
                type.precision() <= DataType.MAX_SHORT_DECIMAL_PRECISION
                        ? (Object) ((n - domain / 2) * 101L)
                        : BigInteger.valueOf(n - domain / 2).multiply(BigInteger.TEN.pow(n % 3 == 0 ? 1 : 20));
            case REAL, DOUBLE ->
                switch (n % 8) {
                    case 0 -> Double.NaN;
                    case 1 -> -0.0;
                    case 2 -> 0.0;
                    case 3 -> Double.NEGATIVE_INFINITY;
                    default -> (n - domain / 2) * 0.5;
                };
            case CHAR, VARCHAR ->
                switch (n % 4) {
                    case 0 -> "";
                    case 1 -> "s" + n;
                    case 2 -> "twelve bytes" + n;
                    default -> "a rather long string that is not kept inline " + n;
                };
            case VARBINARY -> throw new IllegalArgumentException("No binary values");
        };
    }

    /** Rows of independent values. */
    public static List<List<@Nullable Object>> rows(
            List<DataType> types, int count, int domain, int nullOneIn, Random random) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (DataType type : types) {
                row.add(value(type, domain, nullOneIn, random));
            }
            rows.add(row);
        }
        return rows;
    }

    /** What stands for a value in comparisons by SQL's equality: one zero. */
    public static @Nullable Object normal(@Nullable Object value) {
        return value instanceof Double number && number == 0 ? (Object) 0.0 : value;
    }
}
