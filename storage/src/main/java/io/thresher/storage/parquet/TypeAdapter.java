package io.thresher.storage.parquet;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.Encoding;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.TypeKind;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.RawMemory;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Widens the values of a file whose column has a narrower type than the table's, because files of one table may differ:
 * the conversions of {@link io.thresher.storage.scan.TypeWidening}. Rare, so value by value.
 */
final class TypeAdapter {
    private static final long MICROS_OF_DAY = 86_400_000_000L;

    private final DataType from;
    private final DataType to;
    /** What a whole number is multiplied with. */
    private final BigInteger factor;

    private TypeAdapter(DataType from, DataType to, BigInteger factor) {
        this.from = from;
        this.to = to;
        this.factor = factor;
    }

    /**
     * The adapter from {@code file} to {@code table}, or null if values can stay as they are.
     *
     * @throws EngineException TYPE_MISMATCH if values might be lost; {@code place} names the column and file
     */
    static @Nullable TypeAdapter of(DataType file, DataType table, String place) {
        if (isSameLayout(file, table)) {
            return null;
        }
        boolean exact = file.isInteger() || file.kind() == TypeKind.DECIMAL;
        if (exact && (table.kind() == TypeKind.DOUBLE || table.kind() == TypeKind.REAL)) {
            return new TypeAdapter(file, table, BigInteger.ONE);
        }
        if (file.isInteger() && table.kind() == TypeKind.BIGINT) {
            return new TypeAdapter(file, table, BigInteger.ONE);
        }
        if (exact && table.kind() == TypeKind.DECIMAL && table.scale() >= file.scale()) {
            return new TypeAdapter(file, table, BigInteger.TEN.pow(table.scale() - file.scale()));
        }
        if (file.kind() == TypeKind.DATE && isTimestamp(table)) {
            return new TypeAdapter(
                    file,
                    table,
                    BigInteger.valueOf(table.isNanos() ? 1000 : 1).multiply(BigInteger.valueOf(MICROS_OF_DAY)));
        }
        if (isTimestamp(file) && isTimestamp(table) && table.isNanos()) {
            return new TypeAdapter(file, table, BigInteger.valueOf(1000));
        }
        throw new EngineException(
                ErrorCode.TYPE_MISMATCH,
                "Column has another type in the file than in the table; table: " + table + ", file: " + file + ", "
                        + place);
    }

    private static boolean isTimestamp(DataType type) {
        return type.kind() == TypeKind.TIMESTAMP || type.kind() == TypeKind.TIMESTAMP_TZ;
    }

    /** Whether values of {@code file} are values of {@code table} as they lie in memory. */
    static boolean isSameLayout(DataType file, DataType table) {
        if (file.equals(table)) {
            return true;
        }
        if (file.physicalType() != table.physicalType()) {
            return false;
        }
        return switch (file.kind()) {
            case TINYINT -> table.isInteger();
            case SMALLINT -> table.isInteger() && table.kind() != TypeKind.TINYINT;
            case INTEGER, BIGINT, DATE, TIME -> file.kind() == table.kind();
            case DECIMAL ->
                table.kind() == TypeKind.DECIMAL
                        && file.scale() == table.scale()
                        && file.precision() <= table.precision();
            case REAL, DOUBLE -> table.kind() == TypeKind.DOUBLE;
            case TIMESTAMP, TIMESTAMP_TZ -> isTimestamp(table) && file.isNanos() == table.isNanos();
            case CHAR, VARCHAR, VARBINARY -> true;
            case NULL, BOOLEAN, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> false;
        };
    }

    /** Fills {@code target} from {@code source}, which is FLAT. */
    void adapt(Column source, Column target, int count) {
        if (source.encoding() != Encoding.FLAT) {
            throw new IllegalArgumentException("Not a flat column: " + source.encoding());
        }
        target.resetFlat();
        target.ensureCapacity(count);
        boolean toDouble = to.physicalType() == PhysicalType.FLOAT64;
        for (int i = 0; i < count; i++) {
            if (source.isNull(i)) {
                RawMemory.fill(address(target, i), to.physicalType().bytes(), (byte) 0);
            } else if (toDouble) {
                double value = new BigDecimal(whole(source, i), from.scale()).doubleValue();
                RawMemory.putDouble(address(target, i), to.kind() == TypeKind.REAL ? (float) value : value);
            } else {
                store(whole(source, i).multiply(factor), address(target, i));
            }
        }
        if (source.mayHaveNulls()) {
            RawMemory.copy(source.validityAddress(), target.validityBuffer(count), Column.validityBytes(count));
        }
    }

    private static long address(Column column, int i) {
        return column.dataAddress() + (long) column.physicalType().bytes() * i;
    }

    private static BigInteger whole(Column source, int i) {
        long address = address(source, i);
        return switch (source.physicalType()) {
            case INT32 -> BigInteger.valueOf(RawMemory.getInt(address));
            case INT64 -> BigInteger.valueOf(RawMemory.getLong(address));
            case INT128 ->
                BigInteger.valueOf(RawMemory.getLong(address + 8))
                        .shiftLeft(64)
                        .or(new BigInteger(Long.toUnsignedString(RawMemory.getLong(address))));
            case INT8, FLOAT64, VIEW -> throw new IllegalArgumentException("Not a whole number: " + source.type());
        };
    }

    private void store(BigInteger value, long address) {
        int bits = to.physicalType() == PhysicalType.INT128 ? 127 : 63;
        if (value.bitLength() > bits) {
            throw new EngineException(
                    ErrorCode.BAD_FILE_VALUE, "Value does not fit the table's type " + to + ": " + value);
        }
        RawMemory.putLong(address, value.longValue());
        if (to.physicalType() == PhysicalType.INT128) {
            RawMemory.putLong(address + 8, value.shiftRight(64).longValue());
        }
    }
}
