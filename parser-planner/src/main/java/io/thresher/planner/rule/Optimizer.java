package io.thresher.planner.rule;

import org.apache.calcite.rel.RelNode;

/** The steps of optimization, in order. */
public final class Optimizer {
    private Optimizer() {}

    /** The best plan found for a converted query. */
    public static RelNode optimize(RelNode query) {
        return SubqueryRemover.remove(query);
    }
}
