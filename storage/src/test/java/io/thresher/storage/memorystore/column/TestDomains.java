package io.thresher.storage.memorystore.column;

import io.thresher.batch.DataType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Different values of a type, in the form of {@link TestValues}: the extreme ones first, then random ones. */
final class TestDomains {
    /** All types that a table's column can have. */
    static final List<DataType> TYPES = List.of(
            DataType.BOOLEAN,
            DataType.TINYINT,
            DataType.SMALLINT,
            DataType.INTEGER,
            DataType.BIGINT,
            DataType.REAL,
            DataType.DOUBLE,
            DataType.decimal(9, 2),
            DataType.decimal(18, 4),
            DataType.decimal(38, 10),
            DataType.DATE,
            DataType.TIME,
            DataType.TIMESTAMP,
            DataType.timestamp(9),
            DataType.TIMESTAMP_TZ,
            DataType.INTERVAL_YEAR_MONTH,
            DataType.INTERVAL_DAY_TIME,
            DataType.VARCHAR,
            DataType.varchar(20),
            DataType.character(5),
            DataType.VARBINARY);

    private static final BigInteger LONGEST =
            BigInteger.TEN.pow(DataType.MAX_DECIMAL_PRECISION).subtract(BigInteger.ONE);

    private TestDomains() {}

    /** At most {@code count} different values of a type, as many as it has if these are fewer. */
    static List<Object> of(DataType type, int count, Random random) {
        Set<Object> values = new LinkedHashSet<>(extremes(type));
        for (int tries = 0; values.size() < count && tries < 4 * count; tries++) {
            values.add(any(type, random));
        }
        return new ArrayList<>(values).subList(0, Math.min(count, values.size()));
    }

    private static List<Object> extremes(DataType type) {
        return switch (type.physicalType()) {
            case INT8 -> List.of(1L, 0L);
            case INT32 -> {
                long least = least32(type);
                yield List.of(least, -1 - least, 0L, -1L, 1L);
            }
            case INT64 -> List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L, 1L);
            case INT128 ->
                List.of(
                        LONGEST.negate(),
                        LONGEST,
                        BigInteger.ZERO,
                        BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE),
                        BigInteger.valueOf(Long.MIN_VALUE).subtract(BigInteger.ONE),
                        BigInteger.valueOf(Long.MIN_VALUE),
                        BigInteger.ONE.shiftLeft(64));
            case FLOAT64 ->
                List.of(
                        bits(Double.NaN),
                        // Another NaN than the usual one.
                        0x7FF0_0000_0000_0001L,
                        bits(-0.0),
                        bits(0.0),
                        bits(Double.NEGATIVE_INFINITY),
                        bits(Double.MAX_VALUE),
                        bits(Double.MIN_VALUE));
            case VIEW ->
                List.of(
                        "",
                        "a",
                        "\0",
                        "twelve bytes",
                        "thirteen byte",
                        "thirteen bits",
                        "\u00FF\u0080",
                        "x".repeat(5000));
        };
    }

    private static long least32(DataType type) {
        return switch (type.kind()) {
            case TINYINT -> Byte.MIN_VALUE;
            case SMALLINT -> Short.MIN_VALUE;
            default -> Integer.MIN_VALUE;
        };
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    private static Object any(DataType type, Random random) {
        return switch (type.physicalType()) {
            case INT8 -> (long) random.nextInt(2);
            case INT32 -> least32(type) + (long) (random.nextDouble() * -2.0 * least32(type));
            case INT64 -> random.nextLong() >> random.nextInt(60);
            case INT128 ->
                new BigInteger(1 + random.nextInt(125), random).multiply(BigInteger.valueOf(random.nextInt(3) - 1));
            case FLOAT64 -> bits(random.nextGaussian());
            case VIEW -> text(random);
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(3) == 0 ? random.nextInt(40) : 4 + random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(256));
        }
        return text.toString();
    }
}
