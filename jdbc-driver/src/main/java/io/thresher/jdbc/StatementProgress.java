package io.thresher.jdbc;

import java.sql.SQLException;

/** How far a running statement is; ask for it with {@code statement.unwrap(StatementProgress.class)}, from any thread. */
public interface StatementProgress {
    /** Share of the input read, 0 to 1. */
    double progress() throws SQLException;
}
