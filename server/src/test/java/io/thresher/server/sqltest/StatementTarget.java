package io.thresher.server.sqltest;

import io.thresher.server.sqltest.SqlRecord.Parameter;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the statements and queries of a file go. */
public interface StatementTarget {
    /** Runs a statement and reads whatever it returns. */
    void execute(String sql, List<Parameter> parameters) throws SQLException;

    /** Runs a query and returns its rows as {@link ResultValues} reads them. */
    List<List<@Nullable Object>> query(String sql, List<Parameter> parameters) throws SQLException;
}
