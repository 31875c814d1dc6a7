package io.thresher.planner.rule;

import io.thresher.planner.statistics.RowEstimator;
import org.apache.calcite.rel.RelNode;

/** The steps of optimization, in order. */
public final class Optimizer {
    private Optimizer() {}

    /**
     * The best plan found for a converted query. {@code stopCheck} is called often and throws to stop planning; {@code
     * estimator} has the row counts of the result's nodes afterwards.
     */
    public static RelNode optimize(RelNode query, RowEstimator estimator, Runnable stopCheck) {
        RelNode joined = SubqueryRemover.remove(query);
        stopCheck.run();
        return new PredicatePlacer(estimator, stopCheck).place(joined);
    }
}
