package io.thresher.planner.rule;

import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.sql2rel.TopDownGeneralDecorrelator;
import org.apache.calcite.tools.RelBuilder;

/** Turns sub-query expressions into joins without correlation. */
final class SubqueryRemover {
    private static final HepProgram PROGRAM = HepProgram.builder()
            .addRuleInstance(CoreRules.FILTER_SUB_QUERY_TO_CORRELATE)
            .addRuleInstance(CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE)
            .addRuleInstance(CoreRules.JOIN_SUB_QUERY_TO_CORRELATE)
            .build();

    private SubqueryRemover() {}

    static RelNode remove(RelNode query) {
        HepPlanner planner = new HepPlanner(PROGRAM);
        planner.setExecutor(ConstantReducer.INSTANCE);
        planner.setRoot(query.accept(new SemiJoinConverter()));
        RelNode joined = planner.findBestExp();
        RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(query.getCluster(), null);
        return TopDownGeneralDecorrelator.decorrelateQuery(joined, builder);
    }
}
