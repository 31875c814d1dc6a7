package io.thresher.execution.operator;

import io.thresher.batch.Column;
import org.jspecify.annotations.Nullable;

/** A test on a join key that a join's build side gives to the scan of its probe side. Immutable, thread-safe. */
public interface KeyFilter {
    /**
     * Writes the positions, among the {@code count} at {@code selection} (the first {@code count} rows if null), whose
     * value may have a match to {@code output} in ascending order, and returns how many; {@code output} may be
     * {@code selection}. NULLs do not pass.
     */
    int select(Column column, int @Nullable [] selection, int count, int[] output);

    /** The least key of the build side as in {@link io.thresher.storage.scan.ColumnPredicate}, or null if not known. */
    default @Nullable Object low() {
        return null;
    }

    /** The greatest key of the build side as in {@link io.thresher.storage.scan.ColumnPredicate}, or null if not known. */
    default @Nullable Object high() {
        return null;
    }
}
