package io.thresher.server.benchmark.worker;

/** An engine that statements can be run on, in this process or by JDBC. One thread. */
public interface StatementTarget extends AutoCloseable {
    /** Name and version, for people. */
    String version() throws Exception;

    /** Runs a statement for its effect. */
    void execute(String sql) throws Exception;

    /** Makes the Parquet file at {@code path} a table or view of the name. */
    void makeTable(String name, String path) throws Exception;

    /** Runs a query and reads all values of all rows; digests them if {@code digested}. */
    Outcome run(String sql, boolean digested) throws Exception;

    @Override
    void close() throws Exception;
}
