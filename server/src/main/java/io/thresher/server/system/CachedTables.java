package io.thresher.server.system;

import io.thresher.batch.DataType;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.memorystore.StoredTotal;
import io.thresher.storage.memorystore.TableCache;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code system.cached_tables}: what of which tables lies in memory. */
public final class CachedTables implements SystemTable {
    private final TableCache cache;

    /** Lists {@code cache}. */
    public CachedTables(TableCache cache) {
        this.cache = cache;
    }

    @Override
    public String name() {
        return "cached_tables";
    }

    @Override
    public List<ColumnDefinition> columns() {
        return List.of(
                new ColumnDefinition("schema_name", DataType.VARCHAR, false),
                new ColumnDefinition("table_name", DataType.VARCHAR, false),
                new ColumnDefinition("location", DataType.VARCHAR, false),
                new ColumnDefinition("kept", DataType.BOOLEAN, false),
                new ColumnDefinition("columns", DataType.BIGINT, false),
                new ColumnDefinition("pieces", DataType.BIGINT, false),
                new ColumnDefinition("bytes", DataType.BIGINT, false),
                new ColumnDefinition("uses", DataType.BIGINT, false));
    }

    @Override
    public List<@Nullable Object[]> rows() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (StoredTotal total : cache.totals()) {
            rows.add(new Object[] {
                total.name().schema(),
                total.name().table(),
                total.location().toString(),
                total.kept(),
                total.columns(),
                total.pieces(),
                total.bytes(),
                total.uses()
            });
        }
        return rows;
    }
}
