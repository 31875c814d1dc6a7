package io.thresher.execution.kernel;

import io.thresher.batch.Column;
import io.thresher.batch.Encoding;
import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** Turns a column of any encoding into a FLAT one with the same rows at the same positions. */
public final class Flatten {
    private Flatten() {}

    /**
     * Returns {@code source} if it is FLAT, else fills and returns {@code target} with its values for {@code count} rows
     * (those at {@code selection}, or the first if null) of {@code rowCount}; other rows are unspecified. Views are
     * copied, string bytes are not.
     */
    public static Column flatten(Column source, int @Nullable [] selection, int count, int rowCount, Column target) {
        if (source.encoding() == Encoding.FLAT) {
            return source;
        }
        if (selection == null) {
            Gather.gather(source, null, count, target);
            return target;
        }
        target.resetFlat();
        target.ensureCapacity(rowCount);
        scatter(source, selection, count, target, rowCount);
        return target;
    }

    /**
     * Writes the values and NULLs of {@code source} at the {@code count} rows of {@code selection} to the same rows of
     * {@code target}, which is FLAT with room for {@code rowCount} rows and keeps its other rows.
     */
    public static void scatter(Column source, int @Nullable [] selection, int count, Column target, int rowCount) {
        if (selection == null) {
            Gather.append(source, null, count, target, 0, rowCount);
            return;
        }
        long in = source.valuesAddress();
        long out = target.dataAddress();
        int bytes = target.physicalType().bytes();
        switch (source.encoding()) {
            case FLAT -> scatterFlat(in, out, bytes, selection, count);
            case CONSTANT -> scatterConstant(in, out, bytes, selection, count);
            case DICTIONARY -> scatterCodes(source.dataAddress(), in, out, bytes, selection, count);
        }
        scatterValidity(source, selection, count, target, rowCount);
    }

    private static void scatterFlat(long in, long out, int bytes, int[] selection, int count) {
        if (bytes == 8) {
            for (int i = 0; i < count; i++) {
                long at = 8L * selection[i];
                RawMemory.putLong(out + at, RawMemory.getLong(in + at));
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            long at = (long) selection[i] * bytes;
            Values.copy(bytes, in + at, out + at);
        }
    }

    private static void scatterConstant(long in, long out, int bytes, int[] selection, int count) {
        if (bytes == 8) {
            long value = RawMemory.getLong(in);
            for (int i = 0; i < count; i++) {
                RawMemory.putLong(out + 8L * selection[i], value);
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            Values.copy(bytes, in, out + (long) selection[i] * bytes);
        }
    }

    private static void scatterCodes(long codes, long in, long out, int bytes, int[] selection, int count) {
        for (int i = 0; i < count; i++) {
            int row = selection[i];
            Values.copy(bytes, in + (long) RawMemory.getInt(codes + 4L * row) * bytes, out + (long) row * bytes);
        }
    }

    private static void scatterValidity(Column source, int[] selection, int count, Column target, int rowCount) {
        if (source.mayHaveNulls()) {
            for (int i = 0; i < count; i++) {
                if (source.isNull(selection[i])) {
                    target.setNull(selection[i], rowCount);
                } else if (target.mayHaveNulls()) {
                    Column.setBit(target.validityAddress(), selection[i]);
                }
            }
        } else if (target.mayHaveNulls()) {
            for (int i = 0; i < count; i++) {
                Column.setBit(target.validityAddress(), selection[i]);
            }
        }
    }
}
