package io.thresher.storage.parquet;

import io.thresher.batch.ColumnBatch;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.file.FileSystem;
import io.thresher.storage.file.LocalFileSystem;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.FileTableScanner;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import io.thresher.storage.scan.SplitSource;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Scans columns of a Parquet file with 1 and 2 threads and prints the least elapsed time and the least CPU time a value,
 * which a busy machine disturbs less. Arguments: file, then column names; without names each column by itself and then
 * all together.
 */
final class ParquetScanBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 7);

    private ParquetScanBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path path = Path.of(arguments[0]).toAbsolutePath();
        FileSystem files = LocalFileSystem.unrestricted();
        FileTableScanner scanner =
                new FileTableScanner(files, Map.of(StorageFormat.PARQUET, new ParquetFormatReader()));
        Table table = scanner.tableOfPath(path.toString());
        List<String> names =
                table.columns().stream().map(ColumnDefinition::name).toList();
        try (MemoryPool pool = new MemoryPool(4L << 30)) {
            if (arguments.length > 1) {
                List<Integer> columns = new ArrayList<>();
                for (int i = 1; i < arguments.length; i++) {
                    columns.add(names.indexOf(arguments[i]));
                }
                run(scanner, table, columns, pool);
            } else {
                List<Integer> all = new ArrayList<>();
                for (int i = 0; i < names.size(); i++) {
                    run(scanner, table, List.of(i), pool);
                    all.add(i);
                }
                run(scanner, table, all, pool);
            }
        }
    }

    private static void run(FileTableScanner scanner, Table table, List<Integer> columns, MemoryPool pool)
            throws InterruptedException {
        StringBuilder line = new StringBuilder(
                columns.size() == 1 ? table.columns().get(columns.get(0)).toString() : columns.size() + " columns");
        for (int threads = 1; threads <= 2; threads++) {
            double best = Double.MAX_VALUE;
            double bestCpu = Double.MAX_VALUE;
            long rows = 0;
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                AtomicLong cpu = new AtomicLong();
                rows = scan(scanner, new ScanRequest(table, columns, List.of(), Long.MAX_VALUE), pool, threads, cpu);
                best = Math.min(best, System.nanoTime() - start);
                bestCpu = Math.min(bestCpu, cpu.get());
            }
            line.append(String.format(
                    Locale.ROOT,
                    "  | %d threads %.1f ms, CPU %.2f ns/value",
                    threads,
                    best / 1e6,
                    bestCpu / rows / columns.size()));
        }
        System.out.println(line);
    }

    private static long scan(
            FileTableScanner scanner, ScanRequest request, MemoryPool pool, int threads, AtomicLong cpu)
            throws InterruptedException {
        AtomicLong rows = new AtomicLong();
        try (QueryMemory memory = pool.openQuery("bench", 2L << 30);
                SplitSource splits = scanner.splits(request)) {
            List<Thread> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Thread worker = new Thread(() -> {
                    work(scanner, request, splits, memory, rows);
                    cpu.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
                });
                worker.start();
                workers.add(worker);
            }
            for (Thread worker : workers) {
                worker.join();
            }
        }
        return rows.get();
    }

    private static void work(
            FileTableScanner scanner, ScanRequest request, SplitSource splits, QueryMemory memory, AtomicLong rows) {
        for (Split split = splits.next(); split != null; split = splits.next()) {
            try (BatchReader reader = scanner.open(split, request, null, memory, splits.metrics())) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    rows.addAndGet(batch.rowCount());
                }
            }
        }
    }
}
