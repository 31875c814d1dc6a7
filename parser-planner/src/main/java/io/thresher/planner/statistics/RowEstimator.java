package io.thresher.planner.statistics;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;

/** Estimates row counts. One planning, one thread. */
public final class RowEstimator {
    /** Rows of a node. */
    public double rows(RelNode rel) {
        return 1000;
    }

    /** Rows of a scan after a filter. */
    public double filtered(TableScan scan, RexNode condition) {
        return 1000;
    }
}
