package io.thresher.server.benchmark.data;

import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.server.benchmark.program.ProgressBar;
import io.thresher.storage.parquet.writing.ParquetFileWriter;
import io.thresher.storage.parquet.writing.ParquetWriteOptions;
import io.thresher.storage.parquet.writing.RowGroupEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Writes a generated table to a file: threads make and encode pieces beside each other, and append them in their order. */
final class TableWriter {
    /** Each thread holds one row group, plain and encoded; far from it. */
    private static final long MAX_MEMORY_BYTES = 8L << 30;

    private final TableGenerator table;
    private final ProgressBar progress;
    private final AtomicInteger nextPiece = new AtomicInteger();
    private final AtomicLong rowCount = new AtomicLong();
    private int nextToAppend;
    private boolean failed;

    private TableWriter(TableGenerator table, ProgressBar progress) {
        this.table = table;
        this.progress = progress;
    }

    /** Writes all rows and returns how many there are. */
    static long write(TableGenerator table, Path file, int threads, ProgressBar progress) throws InterruptedException {
        TableWriter tableWriter = new TableWriter(table, progress);
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try (MemoryPool pool = new MemoryPool(MAX_MEMORY_BYTES);
                QueryMemory memory = pool.openQuery("generate", MAX_MEMORY_BYTES);
                ParquetFileWriter writer =
                        new ParquetFileWriter(file, table.columns(), ParquetWriteOptions.DEFAULT, memory)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(workers.submit(() -> tableWriter.work(writer, memory)));
            }
            awaitAll(running);
            writer.finish();
        } finally {
            workers.shutdown();
        }
        return tableWriter.rowCount.get();
    }

    /** Waits for all workers, also for those that a failed one leaves behind, as the memory is theirs till then. */
    private static void awaitAll(List<Future<?>> running) throws InterruptedException {
        RuntimeException failure = null;
        for (Future<?> worker : running) {
            try {
                worker.get();
            } catch (ExecutionException e) {
                RuntimeException cause = e.getCause() instanceof RuntimeException thrown
                        ? thrown
                        : new IllegalStateException(e.getCause());
                if (failure == null) {
                    failure = cause;
                } else {
                    failure.addSuppressed(cause);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void work(ParquetFileWriter writer, QueryMemory memory) {
        boolean done = false;
        try (RowGroupEncoder rowGroup = writer.newRowGroup();
                RowBuffer rows = new RowBuffer(table.columns(), memory, batch -> {
                    rowGroup.write(batch);
                    progress.add(batch.rowCount());
                })) {
            int piece = nextPiece.getAndIncrement();
            while (piece < table.pieceCount()) {
                table.generate(piece, rows);
                rows.flush();
                rowGroup.finish();
                if (!append(piece, rowGroup, writer)) {
                    return;
                }
                rowGroup.reset();
                piece = nextPiece.getAndIncrement();
            }
            rowCount.addAndGet(rows.rowCount());
            done = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!done) {
                fail();
            }
        }
    }

    /** Appends a piece when those before it are; false if another thread has failed. */
    private synchronized boolean append(int piece, RowGroupEncoder rowGroup, ParquetFileWriter writer)
            throws InterruptedException {
        while (nextToAppend < piece && !failed) {
            wait();
        }
        if (failed) {
            return false;
        }
        writer.append(rowGroup);
        nextToAppend++;
        notifyAll();
        return true;
    }

    private synchronized void fail() {
        failed = true;
        notifyAll();
    }
}
