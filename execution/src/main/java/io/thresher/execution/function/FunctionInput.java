package io.thresher.execution.function;

import io.thresher.batch.Column;
import io.thresher.batch.Encoding;
import io.thresher.batch.StringView;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.error.StopCheck;
import io.thresher.memory.RawMemory;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The rows and arguments that a kernel works on, and the result it fills. Arguments are FLAT or CONSTANT: the value of
 * argument a at a row lies at {@code address(a) + stride(a) * row}, where a constant's stride is 0. The result is FLAT,
 * indexed by row, with room for {@link #rowCount}.
 */
public final class FunctionInput {
    /** The longest text or binary value a function makes. */
    public static final int MAX_RESULT_BYTES = 64 << 20;

    /** Units of work between two looks whether the query goes on: about a millisecond. */
    private static final long WORK_BETWEEN_CHECKS = 1 << 20;
    /** What a row costs a kernel that makes Strings, whatever their length: it looks every 64 rows. */
    private static final long ROW_WORK = WORK_BETWEEN_CHECKS / 64;

    private final Column[] arguments;
    private final long[] addresses;
    private final int[] strides;
    private final Column result;
    private long resultAddress;
    private int rowCount;
    private int @Nullable [] selection;
    private int count;
    private int @Nullable [] loopSelection;
    private int loopCount;

    private final StopCheck stopCheck;
    private long work;

    /** Makes an input of {@code argumentCount} arguments that fills {@code result}, for a query that {@code stopCheck} ends. */
    public FunctionInput(int argumentCount, Column result, StopCheck stopCheck) {
        this.stopCheck = stopCheck;
        this.arguments = new Column[argumentCount];
        this.addresses = new long[argumentCount];
        this.strides = new int[argumentCount];
        this.result = result;
    }

    /** For the caller of kernels: sets an argument, FLAT or CONSTANT. */
    public void setArgument(int index, Column column) {
        arguments[index] = column;
        addresses[index] = column.dataAddress();
        strides[index] = column.encoding() == Encoding.CONSTANT
                ? 0
                : column.physicalType().bytes();
    }

    /** For the caller of kernels: sets the rows; the result must have its room by now. */
    public void setRows(int newRowCount, int @Nullable [] newSelection, int newCount) {
        rowCount = newRowCount;
        selection = newSelection;
        count = newCount;
        loopSelection = newSelection;
        loopCount = newCount;
        resultAddress = result.dataAddress();
    }

    /** For the caller of kernels: lets a DENSE kernel loop over all rows. */
    public void loopOverAllRows() {
        loopSelection = null;
        loopCount = rowCount;
    }

    /**
     * Counts work done since the last call: about a nanosecond a unit, such as a byte looked at. Reading and writing text
     * through this class counts by itself; kernels whose work grows faster than their text add the rest.
     *
     * @throws EngineException if the query was stopped meanwhile
     */
    public void work(long units) {
        work += units;
        if (work >= WORK_BETWEEN_CHECKS) {
            work = 0;
            stopCheck.check();
        }
    }

    /** Counts the work on a row of a kernel for which a row is dear. */
    public void rowWork() {
        work(ROW_WORK);
    }

    /** What ends the query in the middle. */
    public StopCheck stopCheck() {
        return stopCheck;
    }

    /** Rows that the columns hold. */
    public int rowCount() {
        return rowCount;
    }

    /** The rows to fill, {@link #count} of them; null for the first ones. */
    public int @Nullable [] selection() {
        return selection;
    }

    /** How many rows to fill. */
    public int count() {
        return count;
    }

    /** The rows a DENSE kernel loops over, {@link #loopCount} of them: the selection or a superset. */
    public int @Nullable [] loopSelection() {
        return loopSelection;
    }

    public int loopCount() {
        return loopCount;
    }

    /** Position of the {@code index}-th row to fill. */
    public int row(int index) {
        return selection == null ? index : selection[index];
    }

    /** Whether the value at a row to fill is wanted, that is, its arguments are not NULL. */
    public boolean isRelevant(int row) {
        return !result.isNull(row);
    }

    public int argumentCount() {
        return arguments.length;
    }

    /** Address of the values of an argument. */
    public long address(int argument) {
        return addresses[argument];
    }

    /** Bytes from one row's value to the next: 0 for a constant. */
    public int stride(int argument) {
        return strides[argument];
    }

    /** Address of an argument's value. */
    public long address(int argument, int row) {
        return addresses[argument] + (long) strides[argument] * row;
    }

    /** The column of an argument, for kernels of any type. */
    public Column argument(int argument) {
        return arguments[argument];
    }

    /** Whether an argument is NULL; for CUSTOM kernels, others are not shown NULLs. */
    public boolean isNull(int argument, int row) {
        return arguments[argument].isNull(row);
    }

    public boolean booleanAt(int argument, int row) {
        return RawMemory.getByte(address(argument, row)) != 0;
    }

    public int intAt(int argument, int row) {
        return RawMemory.getInt(address(argument, row));
    }

    public long longAt(int argument, int row) {
        return RawMemory.getLong(address(argument, row));
    }

    public double doubleAt(int argument, int row) {
        return RawMemory.getDouble(address(argument, row));
    }

    /** The text of an argument, decoded. */
    public String textAt(int argument, int row) {
        long view = address(argument, row);
        work(StringView.length(view));
        return new String(StringView.bytes(view), StandardCharsets.UTF_8);
    }

    /** The result column; its heap holds the bytes of long strings. */
    public Column result() {
        return result;
    }

    /** Address of the result's values. */
    public long resultAddress() {
        return resultAddress;
    }

    public void putBoolean(int row, boolean value) {
        RawMemory.putByte(resultAddress + row, (byte) (value ? 1 : 0));
    }

    public void putInt(int row, int value) {
        RawMemory.putInt(resultAddress + 4L * row, value);
    }

    public void putLong(int row, long value) {
        RawMemory.putLong(resultAddress + 8L * row, value);
    }

    public void putDouble(int row, double value) {
        RawMemory.putDouble(resultAddress + 8L * row, value);
    }

    /** Writes a text result. */
    public void putText(int row, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        putBytes(row, bytes, bytes.length);
    }

    /** Writes a text or binary result, copied from the array. */
    public void putBytes(int row, byte[] bytes, int length) {
        work(length);
        result.heap().putBytes(bytes, 0, length, resultAddress + 16L * row);
    }

    /** Writes a text or binary result that is part of an argument, without copying its bytes. */
    public void putView(int row, long bytes, int length) {
        StringView.write(resultAddress + 16L * row, bytes, length);
    }

    /**
     * Address of {@code length} bytes for a text or binary result of exactly that length; after writing them the kernel
     * calls {@link #finishBytes}.
     *
     * @throws EngineException NUMERIC_OUT_OF_RANGE if the result would be longer than {@link #MAX_RESULT_BYTES}
     */
    public long startBytes(int row, long length) {
        checkLength(length);
        work(length);
        long view = resultAddress + 16L * row;
        RawMemory.putLong(view, length);
        RawMemory.putLong(view + 8, 0);
        return length <= StringView.INLINE_BYTES ? view + 4 : result.heap().allocate((int) length);
    }

    /** Ends what {@link #startBytes} began at {@code address}. */
    public void finishBytes(int row, long address, int length) {
        if (length > StringView.INLINE_BYTES) {
            StringView.write(resultAddress + 16L * row, address, length);
        }
    }

    /**
     * Refuses a text or binary result of {@code length} bytes that is too long, before memory is taken for it.
     *
     * @throws EngineException NUMERIC_OUT_OF_RANGE
     */
    public static void checkLength(long length) {
        if (length > MAX_RESULT_BYTES) {
            throw new EngineException(
                    ErrorCode.NUMERIC_OUT_OF_RANGE,
                    "Text result too long; the most is " + MAX_RESULT_BYTES + " bytes, asked for " + length);
        }
    }

    /** Makes a result NULL. */
    public void putNull(int row) {
        result.setNull(row, rowCount);
        int bytes = result.physicalType().bytes();
        RawMemory.fill(resultAddress + (long) row * bytes, bytes, (byte) 0);
    }
}
