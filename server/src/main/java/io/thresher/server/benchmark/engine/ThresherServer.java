package io.thresher.server.benchmark.engine;

import io.thresher.error.ErrorCode;
import io.thresher.server.benchmark.worker.JdbcTarget;
import io.thresher.server.benchmark.worker.Outcome;
import java.sql.SQLException;

/** A Thresher server process with one connection to it. */
final class ThresherServer implements Engine {
    private final ChildProcess process;
    private final JdbcTarget target;
    private final long startNanos;
    private final long loadNanos;

    ThresherServer(ChildProcess process, JdbcTarget target, long startNanos, long loadNanos) {
        this.process = process;
        this.target = target;
        this.startNanos = startNanos;
        this.loadNanos = loadNanos;
    }

    @Override
    public String version() {
        try {
            return target.version();
        } catch (SQLException e) {
            throw Failures.of("thresher", e);
        }
    }

    @Override
    public Outcome answer(String sql) {
        return run(sql, true);
    }

    @Override
    public Outcome time(String sql) {
        return run(sql, false);
    }

    private Outcome run(String sql, boolean digested) {
        try {
            return target.run(sql, digested);
        } catch (SQLException e) {
            return new Outcome(0, null, Failures.text(e));
        }
    }

    @Override
    public boolean useMemoryStore(boolean on) {
        try {
            target.execute("SET memory_store = " + (on ? "on" : "off"));
            return true;
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (ErrorCode.OPTION_NOT_FOUND.sqlState().equals(state)
                    || ErrorCode.INVALID_OPTION_VALUE.sqlState().equals(state)) {
                return false;
            }
            throw Failures.of("thresher", e);
        }
    }

    @Override
    public long startNanos() {
        return startNanos;
    }

    @Override
    public long loadNanos() {
        return loadNanos;
    }

    @Override
    public long processorNanos() {
        return process.processorNanos();
    }

    @Override
    public long peakBytes() {
        return process.peakBytes();
    }

    @Override
    public void close() {
        try {
            target.close();
        } catch (SQLException e) {
            // The process ends anyway.
            return;
        } finally {
            process.close();
        }
    }
}
