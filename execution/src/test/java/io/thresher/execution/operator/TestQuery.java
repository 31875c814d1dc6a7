package io.thresher.execution.operator;

import io.thresher.execution.expression.EvaluationContext;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.scan.StoreUse;
import io.thresher.storage.scan.TableScanner;
import java.time.Instant;
import java.time.ZoneOffset;

/** A query's context over a pool of its own; closing it fails the test if a byte of memory is still held. */
public final class TestQuery implements AutoCloseable {
    private final MemoryPool pool = new MemoryPool(1L << 32);
    private final QueryMemory memory;
    private final QueryContext context;

    public TestQuery(TableScanner scanner, long limitBytes, int threads) {
        this.memory = pool.openQuery("test", limitBytes);
        EvaluationContext evaluation =
                new EvaluationContext(memory, Instant.EPOCH, ZoneOffset.UTC, "tester", "default");
        this.context =
                new QueryContext("test", memory, new CancellationToken(), evaluation, scanner, StoreUse.OFF, threads);
    }

    public TestQuery() {
        this(new FakeTableScanner(1024), 1L << 30, 2);
    }

    public QueryContext context() {
        return context;
    }

    public QueryMemory memory() {
        return memory;
    }

    @Override
    public void close() {
        memory.close();
        pool.close();
    }
}
