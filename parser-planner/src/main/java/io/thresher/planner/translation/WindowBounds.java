package io.thresher.planner.translation;

import io.thresher.execution.expression.ComparisonOperator;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.plan.FirstRows;
import io.thresher.execution.plan.PlanNode;
import io.thresher.execution.plan.ProjectNode;
import io.thresher.execution.plan.WindowCall;
import io.thresher.execution.plan.WindowNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a window of which only the first rows of each partition pass the filter above it, such as {@code row_number() OVER (...) <= 3}, so
 * that it need not sort the others.
 */
final class WindowBounds {
    /** Functions of a row that only depend on rows before it. */
    private static final Set<String> RANKS = Set.of("row_number", "rank", "dense_rank");

    private WindowBounds() {}

    /** {@code input}, bounded if it is a window, or a projection of one, and {@code predicate} over it says so. */
    static PlanNode of(PlanNode input, Expression predicate) {
        WindowNode window = window(input);
        if (window == null || !window.functions().stream().allMatch(call -> RANKS.contains(call.function()))) {
            return input;
        }
        FirstRows first = null;
        for (Expression condition : conjuncts(predicate)) {
            FirstRows found = firstRows(input, window, condition);
            first = first == null || found != null && found.count() < first.count() ? found : first;
        }
        return first == null ? input : bounded(input, first);
    }

    private static @Nullable WindowNode window(PlanNode node) {
        PlanNode below = node instanceof ProjectNode ? ((ProjectNode) node).input() : node;
        return below instanceof WindowNode ? (WindowNode) below : null;
    }

    private static List<Expression> conjuncts(Expression predicate) {
        return predicate instanceof Expression.And ? ((Expression.And) predicate).arguments() : List.of(predicate);
    }

    private static @Nullable FirstRows firstRows(PlanNode input, WindowNode window, Expression condition) {
        if (!(condition instanceof Expression.Comparison)) {
            return null;
        }
        Expression.Comparison comparison = (Expression.Comparison) condition;
        boolean columnLeft = comparison.left() instanceof Expression.ColumnReference;
        Expression column = columnLeft ? comparison.left() : comparison.right();
        Expression bound = columnLeft ? comparison.right() : comparison.left();
        WindowCall call = call(input, window, column);
        if (call == null
                || !(bound instanceof Expression.Literal)
                || !(((Expression.Literal) bound).value() instanceof Long)) {
            return null;
        }
        long value = (Long) ((Expression.Literal) bound).value();
        ComparisonOperator operator =
                columnLeft ? comparison.operator() : comparison.operator().mirrored();
        long count = switch (operator) {
            case EQUAL, LESS_OR_EQUAL, IS_NOT_DISTINCT -> value;
            case LESS -> value - 1;
            case NOT_EQUAL, GREATER, GREATER_OR_EQUAL, IS_DISTINCT -> Long.MAX_VALUE;
        };
        // Of dense ranks there may be any number of rows a rank.
        boolean unbounded =
                count < 1 || count == Long.MAX_VALUE || call.function().equals("dense_rank");
        return unbounded ? null : new FirstRows(count, !call.function().equals("row_number"));
    }

    /** The window function whose value {@code column} of the filter's input is, or null. */
    private static @Nullable WindowCall call(PlanNode input, WindowNode window, Expression column) {
        Expression reference = column;
        if (input instanceof ProjectNode && column instanceof Expression.ColumnReference) {
            reference = ((ProjectNode) input).expressions().get(((Expression.ColumnReference) column).index());
        }
        if (!(reference instanceof Expression.ColumnReference)) {
            return null;
        }
        int function = ((Expression.ColumnReference) reference).index()
                - window.input().outputSchema().size();
        return function < 0 ? null : window.functions().get(function);
    }

    private static PlanNode bounded(PlanNode input, FirstRows first) {
        if (input instanceof ProjectNode) {
            ProjectNode project = (ProjectNode) input;
            return new ProjectNode(bounded(project.input(), first), project.expressions(), project.outputSchema());
        }
        WindowNode window = (WindowNode) input;
        return new WindowNode(
                window.input(),
                window.partitionKeys(),
                window.orderKeys(),
                window.functions(),
                first,
                window.outputSchema());
    }
}
