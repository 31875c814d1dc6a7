package io.thresher.planner;

import io.thresher.planner.rule.ConstantReducer;
import io.thresher.planner.statistics.EngineMetadataQuery;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/** From a validated query to relational algebra; sub-queries stay expressions. */
final class QueryConverter {
    private static final SqlToRelConverter.Config CONFIG = SqlToRelConverter.config()
            .withExpand(false)
            .withDecorrelationEnabled(false)
            .withTrimUnusedFields(false)
            .withInSubQueryThreshold(Integer.MAX_VALUE)
            // Calcite 1.42 mixes up columns where a SELECT list with a correlated sub-query is merged into the
            // projection
            // below; the optimizer merges projections later.
            .addRelBuilderConfigTransform(builder -> builder.withBloat(-1));

    private QueryConverter() {}

    static RelRoot convert(SqlNode query, EngineValidator validator, CalciteCatalogReader reader) {
        HepPlanner planner = new HepPlanner(HepProgram.builder().build(), Contexts.empty());
        planner.setExecutor(ConstantReducer.INSTANCE);
        RelOptCluster cluster = RelOptCluster.create(planner, new EngineRexBuilder());
        cluster.setMetadataQuerySupplier(EngineMetadataQuery::create);
        EngineConverter converter = new EngineConverter(validator, reader, cluster, CONFIG);
        return converter.convertQuery(query, false, true);
    }
}
