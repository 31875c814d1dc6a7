package io.thresher.execution.pipeline;

import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.ExpressionEvaluator;
import io.thresher.execution.expression.evaluation.ExpressionCompiler;
import io.thresher.execution.expression.evaluation.ExpressionTraits;
import io.thresher.execution.operator.FilterOperator;
import io.thresher.execution.operator.JoinBridge;
import io.thresher.execution.operator.KeyFilter;
import io.thresher.execution.operator.ProjectOperator;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.ScanFilter;
import io.thresher.execution.plan.FilterNode;
import io.thresher.execution.plan.JoinNode;
import io.thresher.execution.plan.ProjectNode;
import io.thresher.execution.plan.ScanNode;
import io.thresher.storage.scan.ColumnPredicate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the operators that compile expressions, one set a task. Thread-safe. */
final class ChainFactory {
    private final QueryContext context;

    ChainFactory(QueryContext context) {
        this.context = context;
    }

    FilterOperator filter(FilterNode node) {
        return new FilterOperator(ExpressionCompiler.compilePredicate(node.predicate(), context.evaluation()));
    }

    ProjectOperator project(ProjectNode node) {
        List<ExpressionEvaluator> evaluators = new ArrayList<>();
        try {
            for (Expression expression : node.expressions()) {
                evaluators.add(ExpressionCompiler.compile(expression, context.evaluation()));
            }
        } catch (RuntimeException | Error e) {
            evaluators.forEach(ExpressionEvaluator::close);
            throw e;
        }
        return new ProjectOperator(evaluators);
    }

    /** The scan's exact filter with the key filters of the joins that its rows probe, or null if there is nothing to test. */
    @Nullable
    ScanFilter scanFilter(ScanNode node, List<Downstream.KeyUse> uses) {
        List<ScanFilter.KeyTest> tests = new ArrayList<>();
        if (node.limit() == Long.MAX_VALUE) {
            for (Downstream.KeyUse use : uses) {
                KeyFilter filter = use.join().probeFilter(use.key());
                if (filter != null) {
                    tests.add(new ScanFilter.KeyTest(filter, use.column()));
                }
            }
        }
        Expression condition = node.filter();
        if (condition == null) {
            return tests.isEmpty() ? null : new ScanFilter(null, List.of(), tests);
        }
        return new ScanFilter(
                ExpressionCompiler.compilePredicate(condition, context.evaluation()),
                List.copyOf(ExpressionTraits.columns(condition)),
                tests);
    }

    /** What the build sides of the joins that a scan's rows probe say about the least and greatest keys wanted. */
    List<ColumnPredicate> keyRanges(ScanNode node, List<Downstream.KeyUse> uses) {
        List<ColumnPredicate> ranges = new ArrayList<>();
        if (node.limit() == Long.MAX_VALUE) {
            for (Downstream.KeyUse use : uses) {
                KeyFilter filter = use.join().probeFilter(use.key());
                if (filter != null && (filter.low() != null || filter.high() != null)) {
                    int column = node.columns().get(use.column());
                    ranges.add(new ColumnPredicate.Range(column, filter.low(), true, filter.high(), true));
                }
            }
        }
        return ranges;
    }

    /** The key uses at a join's probe input: its own keys, and those above it that are columns of the probe side. */
    List<Downstream.KeyUse> probeKeyUses(
            JoinNode node, JoinBridge join, Milestone built, boolean buildsRight, List<Downstream.KeyUse> above) {
        List<Downstream.KeyUse> uses = new ArrayList<>();
        List<Integer> probeKeys = buildsRight ? node.leftKeys() : node.rightKeys();
        for (int key = 0; key < probeKeys.size(); key++) {
            uses.add(new Downstream.KeyUse(join, built, key, probeKeys.get(key)));
        }
        int leftColumns = node.left().outputSchema().size();
        for (Downstream.KeyUse use : above) {
            if (buildsRight == (use.column() < leftColumns)) {
                uses.add(use.at(buildsRight ? use.column() : use.column() - leftColumns));
            }
        }
        return uses;
    }
}
