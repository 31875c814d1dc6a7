package io.thresher.execution.join.table;

import io.thresher.batch.Column;

/** NULLs in join keys. */
final class JoinKeys {
    private JoinKeys() {}

    /** Whether a key of {@code row} is NULL that does not equal NULL. */
    static boolean hasUnequalNull(Column[] keys, boolean[] nullEqual, int row) {
        for (int k = 0; k < keys.length; k++) {
            if (!nullEqual[k] && keys[k].isNull(row)) {
                return true;
            }
        }
        return false;
    }
}
