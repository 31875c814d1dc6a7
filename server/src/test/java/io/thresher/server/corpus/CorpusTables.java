package io.thresher.server.corpus;

import io.thresher.server.sqltest.JdbcTarget;
import io.thresher.server.sqltest.SqlRecord.Parameter;
import io.thresher.server.sqltest.StatementTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives the engine the tables that a corpus file makes with CREATE TABLE and INSERT.
 *
 * <p>Statements run in a DuckDB in process. Before the first query after a change, every changed table is written to a
 * Parquet file and registered with the engine as an external table. Queries go to the engine only.
 */
final class CorpusTables implements StatementTarget {
    private static final Pattern CHANGED_TABLE = Pattern.compile(
            "(?is)^\\s*(?:CREATE\\s+(?:OR\\s+REPLACE\\s+)?TABLE(?:\\s+IF\\s+NOT\\s+EXISTS)?|INSERT\\s+INTO|COPY|UPDATE|DELETE\\s+FROM)"
                    + "\\s+(\\w+).*");
    private static final Pattern DROPPED_TABLE =
            Pattern.compile("(?is)^\\s*DROP\\s+TABLE(?:\\s+IF\\s+EXISTS)?\\s+(\\w+).*");

    private final JdbcTarget duckdb;
    private final JdbcTarget engine;
    private final boolean engineIsDuckDb;
    private final Path folder;
    private final Set<String> changed = new TreeSet<>();
    private final Set<String> registered = new HashSet<>();
    private int version;

    CorpusTables(Connection duckdb, Connection engine, boolean engineIsDuckDb, Path folder) {
        this.duckdb = new JdbcTarget(duckdb);
        this.engine = new JdbcTarget(engine);
        this.engineIsDuckDb = engineIsDuckDb;
        this.folder = folder;
    }

    @Override
    public void execute(String sql, List<Parameter> parameters) throws SQLException {
        duckdb.execute(sql, parameters);
        Matcher change = CHANGED_TABLE.matcher(sql);
        Matcher drop = DROPPED_TABLE.matcher(sql);
        if (change.matches()) {
            changed.add(change.group(1).toLowerCase(Locale.ROOT));
        } else if (drop.matches()) {
            String table = drop.group(1).toLowerCase(Locale.ROOT);
            changed.remove(table);
            dropFromEngine(table);
        }
    }

    @Override
    public List<List<@Nullable Object>> query(String sql, List<Parameter> parameters) throws SQLException {
        registerChanges();
        return engine.query(sql, parameters);
    }

    /** Drops everything that was registered, so that the next file starts empty. */
    void dropAll() throws SQLException {
        for (String table : Set.copyOf(registered)) {
            dropFromEngine(table);
        }
    }

    private void registerChanges() throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        version++;
        for (String table : Set.copyOf(changed)) {
            // A new file each time: the engine may keep what it knows of a file while it does not change.
            Path file = folder.resolve(table + "_" + version + ".parquet");
            try {
                Files.createDirectories(folder);
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            duckdb.execute("COPY " + table + " TO '" + file + "' (FORMAT PARQUET)", List.of());
            engine.execute(
                    engineIsDuckDb
                            ? "CREATE OR REPLACE VIEW " + table + " AS SELECT * FROM '" + file + "'"
                            : "CREATE OR REPLACE EXTERNAL TABLE " + table + " STORED AS PARQUET LOCATION '" + file
                                    + "'",
                    List.of());
            registered.add(table);
            changed.remove(table);
        }
    }

    private void dropFromEngine(String table) throws SQLException {
        if (registered.remove(table)) {
            engine.execute((engineIsDuckDb ? "DROP VIEW " : "DROP TABLE ") + table, List.of());
        }
    }
}
