package io.thresher.server;

import io.thresher.config.EngineConfig;
import io.thresher.config.MemoryOptions;
import io.thresher.config.MemoryStoreOptions;
import io.thresher.config.QueryOptions;
import io.thresher.config.ScanOptions;
import io.thresher.config.ServerOptions;
import io.thresher.execution.fragment.EmbeddedStageRunner;
import io.thresher.execution.fragment.StageRunner;
import io.thresher.execution.join.DataBreakers;
import io.thresher.execution.pipeline.TaskScheduler;
import io.thresher.memory.MemoryPool;
import io.thresher.planner.SqlPlanner;
import io.thresher.server.avatica.AvaticaEndpoint;
import io.thresher.server.avatica.CatalogListing;
import io.thresher.server.avatica.EngineMeta;
import io.thresher.server.avatica.EngineSideCalls;
import io.thresher.server.netty.NettyServer;
import io.thresher.server.query.QueryManager;
import io.thresher.server.session.SessionRegistry;
import io.thresher.server.system.CachedTables;
import io.thresher.server.system.SystemTables;
import io.thresher.storage.catalog.Catalog;
import io.thresher.storage.catalog.OverlayCatalog;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.file.FileCatalog;
import io.thresher.storage.csv.CsvFormatReader;
import io.thresher.storage.file.LocalFileSystem;
import io.thresher.storage.json.JsonFormatReader;
import io.thresher.storage.memorystore.MemoryStore;
import io.thresher.storage.memorystore.MemoryTableScanner;
import io.thresher.storage.memorystore.MemoryTables;
import io.thresher.storage.memorystore.StoringScanner;
import io.thresher.storage.memorystore.TableCache;
import io.thresher.storage.parquet.ParquetFormatReader;
import io.thresher.storage.scan.FileTableScanner;
import io.thresher.storage.scan.FormatReader;
import io.thresher.storage.scan.RoutedScanner;
import io.thresher.storage.scan.TableScanner;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: the one place where its services are made and joined together. Start reading here to see what depends on
 * what.
 */
public final class EngineServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineServer.class);
    private static final long DRAIN_MILLIS = 30_000;
    private static final long SWEEP_SECONDS = 60;

    private final String host;
    private final @Nullable String token;
    private final LocalFileSystem files;
    private final MemoryPool memory;
    private final TableCache cache;
    private final TaskScheduler scheduler;
    private final QueryManager queries;
    private final EngineMeta meta;
    private final NettyServer netty;
    private final ScheduledExecutorService sweeper;

    private EngineServer(ServerConfig config) {
        EngineConfig options = config.options();
        this.token = config.token();
        this.host = options.value(ServerOptions.HOST);
        this.files = config.roots() == null ? LocalFileSystem.unrestricted() : LocalFileSystem.within(config.roots());
        this.memory = new MemoryPool(options.value(MemoryOptions.MAX_BYTES).bytes());
        Catalog tables = new FileCatalog(config.dataDir().resolve("catalog"));
        MemoryStore store = new MemoryStore(
                memory,
                options.value(MemoryStoreOptions.MAX_BYTES).bytes(),
                options.value(MemoryStoreOptions.MIN_SCANS));
        this.cache = TableCache.open(store, tables);
        SystemTables system = new SystemTables(List.of(new CachedTables(cache)));
        Catalog catalog = new OverlayCatalog(tables, List.of(cache.tables(), system));
        TableScanner scanner = new RoutedScanner(
                new StoringScanner(new FileTableScanner(files, readers(options)), store, cache.kept()),
                Map.of(MemoryTables.SCHEME, new MemoryTableScanner(cache.tables()), SystemTables.SCHEME, system));
        this.scheduler = new TaskScheduler(options.value(QueryOptions.THREADS));
        StageRunner runner = new EmbeddedStageRunner(scheduler, new DataBreakers());
        SqlPlanner planner = new SqlPlanner(catalog, scanner, files);
        this.queries = new QueryManager(new QueryManager.Services(catalog, scanner, planner, runner, memory, cache));
        SessionRegistry sessions = new SessionRegistry(options, config.token());
        this.meta = new EngineMeta(queries, sessions, new CatalogListing(catalog));
        this.netty = new NettyServer(
                host, options.value(ServerOptions.PORT), new AvaticaEndpoint(meta, new EngineSideCalls(meta)));
        this.sweeper = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "thresher-sweeper");
            thread.setDaemon(true);
            return thread;
        });
        long idleNanos = options.value(ServerOptions.IDLE_TIMEOUT).toNanos();
        ScheduledFuture<?> unused =
                sweeper.scheduleWithFixedDelay(() -> sweep(idleNanos), SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    /** An exception would end the sweeping for good, so it is logged instead. */
    private void sweep(long idleNanos) {
        try {
            meta.closeIdle(idleNanos);
        } catch (RuntimeException e) {
            LOG.error("Idle connections could not be closed", e);
        }
    }

    private static Map<StorageFormat, FormatReader> readers(EngineConfig options) {
        Map<StorageFormat, FormatReader> readers = new EnumMap<>(StorageFormat.class);
        readers.put(StorageFormat.PARQUET, new ParquetFormatReader());
        long splitBytes = options.value(ScanOptions.TEXT_SPLIT_BYTES).bytes();
        long sampleBytes = options.value(ScanOptions.TEXT_SAMPLE_BYTES).bytes();
        readers.put(StorageFormat.CSV, new CsvFormatReader(splitBytes, sampleBytes));
        readers.put(StorageFormat.JSON, new JsonFormatReader(splitBytes, sampleBytes));
        return readers;
    }

    /** Starts a server; it accepts connections when this returns. */
    public static EngineServer start(ServerConfig config) {
        return new EngineServer(config);
    }

    public String host() {
        return host;
    }

    /** The port listened on. */
    public int port() {
        return netty.port();
    }

    /** The URL under which our driver reaches this server from the same machine. */
    public String jdbcUrl() {
        return "jdbc:thresher://" + host + ":" + port() + (token == null ? "" : "?token=" + token);
    }

    /** The bytes that queries hold now, without what is cached: zero when none is open. */
    public long usedBytes() {
        return memory.usedBytes() - cache.store().usedBytes();
    }

    /** The statements accepted and not ended. */
    public int runningQueries() {
        return queries.running().size();
    }

    /** Stops taking connections and waits for running statements, for a bounded time. */
    public void drain() {
        netty.stopAccepting();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
        while (!queries.running().isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Stops everything; throws IllegalStateException if a query leaked memory. */
    @Override
    public void close() {
        sweeper.shutdownNow();
        meta.closeAll();
        netty.close();
        queries.close();
        scheduler.close();
        files.close();
        cache.close();
        memory.close();
    }
}
