package io.thresher.planner.statistics;

import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/** Answers what Calcite's own rewrites ask of a plan, by reflection: generating code for it takes a second at first use. */
public final class EngineMetadataQuery extends RelMetadataQuery {
    private EngineMetadataQuery() {
        super(new ProxyingMetadataHandlerProvider(DefaultRelMetadataProvider.INSTANCE));
    }

    /** A query with an empty cache. */
    public static RelMetadataQuery create() {
        return new EngineMetadataQuery();
    }
}
