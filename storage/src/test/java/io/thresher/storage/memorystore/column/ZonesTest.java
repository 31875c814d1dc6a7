package io.thresher.storage.memorystore.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.scan.ColumnPredicate;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A block that holds a matching row is never left out, and one whose range excludes a match is. */
class ZonesTest {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final MemoryPool pool = new MemoryPool(1L << 30);
    private final QueryMemory memory = pool.openQuery("test", 1L << 30);

    @AfterEach
    void nothingIsLeft() {
        memory.close();
        pool.close();
    }

    @Test
    void randomPredicatesAgainstTheRows() {
        for (DataType type : List.of(DataType.INTEGER, DataType.BIGINT, DataType.DATE, DataType.decimal(18, 2))) {
            for (int round = 0; round < 80; round++) {
                List<@Nullable Object> rows = rows(type);
                int block = random.nextInt(1 + (rows.size() - 1) / Zones.BLOCK_ROWS);
                Zones zones = zones(type, rows);
                List<@Nullable Object> ofBlock =
                        rows.subList(block * Zones.BLOCK_ROWS, Math.min(rows.size(), (block + 1) * Zones.BLOCK_ROWS));
                for (int i = 0; i < 50; i++) {
                    check(zones, block, ofBlock, predicate(type));
                }
            }
        }
    }

    private void check(Zones zones, int block, List<@Nullable Object> rows, ColumnPredicate predicate) {
        String label = "seed " + seed + ", block " + block + ", " + predicate;
        boolean matches = rows.stream().anyMatch(row -> row != null && matches((Long) row, predicate));
        long least = rows.stream()
                .filter(row -> row != null)
                .mapToLong(row -> (Long) row)
                .min()
                .orElse(Long.MAX_VALUE);
        long most = rows.stream()
                .filter(row -> row != null)
                .mapToLong(row -> (Long) row)
                .max()
                .orElse(Long.MIN_VALUE);
        boolean within = least <= most && mayLieBetween(least, most, predicate);
        if (matches) {
            assertThat(zones.mayMatch(block, predicate)).as(label).isTrue();
        }
        if (least <= most) {
            assertThat(zones.mayMatch(block, predicate)).as(label).isEqualTo(within);
        }
    }

    private static boolean matches(long value, ColumnPredicate predicate) {
        if (predicate instanceof ColumnPredicate.InList) {
            return ((ColumnPredicate.InList) predicate).values().contains(value);
        }
        return mayLieBetween(value, value, predicate);
    }

    /** Whether the range from {@code least} to {@code most} and that of the predicate have a whole number in common, told by big ones. */
    private static boolean mayLieBetween(long least, long most, ColumnPredicate predicate) {
        if (predicate instanceof ColumnPredicate.InList) {
            return ((ColumnPredicate.InList) predicate)
                    .values().stream().anyMatch(value -> (Long) value >= least && (Long) value <= most);
        }
        ColumnPredicate.Range range = (ColumnPredicate.Range) predicate;
        BigInteger low = big(least);
        BigInteger high = big(most);
        boolean aboveLow =
                range.low() == null || high.compareTo(big((Long) range.low())) >= (range.lowInclusive() ? 0 : 1);
        boolean belowHigh =
                range.high() == null || low.compareTo(big((Long) range.high())) <= (range.highInclusive() ? 0 : -1);
        return aboveLow && belowHigh;
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    private List<@Nullable Object> rows(DataType type) {
        int count = 1 + random.nextInt(Zones.BLOCK_ROWS / 10) + random.nextInt(3) * Zones.BLOCK_ROWS;
        long center = value(type);
        List<@Nullable Object> rows = new ArrayList<>();
        boolean onlyNulls = random.nextInt(10) == 0;
        for (int i = 0; i < count; i++) {
            boolean isNull = onlyNulls || random.nextInt(5) == 0;
            rows.add(isNull ? null : (Object) (random.nextInt(500) == 0 ? value(type) : center));
        }
        return rows;
    }

    private Zones zones(DataType type, List<@Nullable Object> rows) {
        try (Column column = TestValues.flat(type, rows, memory)) {
            return Zones.of(column, rows.size());
        }
    }

    /** Few different values, so that bounds are often met, the extreme ones among them. */
    private long value(DataType type) {
        boolean narrow = type.physicalType().bytes() == Integer.BYTES;
        return switch (random.nextInt(8)) {
            case 0 -> narrow ? Integer.MIN_VALUE : Long.MIN_VALUE;
            case 1 -> narrow ? Integer.MAX_VALUE : Long.MAX_VALUE;
            case 2 -> narrow ? Integer.MIN_VALUE + 1 : Long.MIN_VALUE + 1;
            case 3 -> narrow ? Integer.MAX_VALUE - 1 : Long.MAX_VALUE - 1;
            default -> random.nextInt(9) - 4;
        };
    }

    private ColumnPredicate predicate(DataType type) {
        if (random.nextInt(4) == 0) {
            List<Object> values = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                values.add(value(type));
            }
            return new ColumnPredicate.InList(0, values);
        }
        Object low = random.nextInt(3) == 0 ? null : (Object) value(type);
        Object high = random.nextInt(3) == 0 ? null : (Object) value(type);
        return new ColumnPredicate.Range(0, low, random.nextBoolean(), high, random.nextBoolean());
    }

    @Test
    void whatIsNotUnderstoodExcludesNothing() {
        Zones zones = zones(DataType.BIGINT, List.of(1L, 2L));
        assertThat(zones.mayMatch(0, new ColumnPredicate.NullTest(0, true))).isTrue();
        assertThat(zones.mayMatch(0, new ColumnPredicate.NullTest(0, false))).isTrue();
        assertThat(zones.mayMatch(0, new ColumnPredicate.Range(0, 9.5, true, null, true)))
                .isTrue();
        assertThat(zones.mayMatch(0, new ColumnPredicate.InList(0, List.of("9"))))
                .isTrue();
        assertThat(zones.mayMatch(0, new ColumnPredicate.InList(0, List.of()))).isFalse();
        assertThat(Zones.NONE.mayMatch(3, new ColumnPredicate.InList(0, List.of(9L))))
                .isTrue();
    }

    @Test
    void ofOtherTypesNothingIsKnown() {
        List<@Nullable Object> bits = List.of(Double.doubleToRawLongBits(1.0));
        for (DataType type : List.of(DataType.DOUBLE, DataType.BOOLEAN)) {
            Zones zones = zones(type, type == DataType.BOOLEAN ? List.of(1L) : bits);
            assertThat(zones.mayMatch(0, new ColumnPredicate.Range(0, 500L, true, null, true)))
                    .isTrue();
            assertThat(zones.least()).isEqualTo(Long.MAX_VALUE);
            assertThat(zones.greatest()).isEqualTo(Long.MIN_VALUE);
        }
    }

    @Test
    void theLeastAndTheGreatestOfAllBlocks() {
        List<@Nullable Object> rows = new ArrayList<>();
        for (int i = 0; i < 3 * Zones.BLOCK_ROWS; i++) {
            rows.add(i < Zones.BLOCK_ROWS ? null : (Object) (long) (i == 9000 ? -5 : i));
        }
        Zones zones = zones(DataType.BIGINT, rows);
        assertThat(zones.least()).isEqualTo(-5);
        assertThat(zones.greatest()).isEqualTo(rows.size() - 1);
        // All NULL: nothing matches but a test for NULL.
        assertThat(zones.mayMatch(0, new ColumnPredicate.Range(0, -5L, true, 90_000L, true)))
                .isFalse();
        assertThat(zones.mayMatch(1, new ColumnPredicate.Range(0, null, true, 0L, false)))
                .isFalse();
        assertThat(zones.mayMatch(2, new ColumnPredicate.Range(0, null, true, 0L, false)))
                .isTrue();
    }
}
