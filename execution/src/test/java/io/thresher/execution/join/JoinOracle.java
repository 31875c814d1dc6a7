package io.thresher.execution.join;

import io.thresher.execution.plan.JoinNode;
import io.thresher.execution.plan.JoinType;
import io.thresher.execution.row.RandomValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Joins lists of rows by comparing each with each: the truth that joins are tested against. */
final class JoinOracle {
    private JoinOracle() {}

    /** What the residual of the tests says of a pair: null columns make it not true. */
    interface Residual {
        boolean holds(List<@Nullable Object> left, List<@Nullable Object> right);
    }

    static List<List<@Nullable Object>> join(
            JoinNode node,
            List<List<@Nullable Object>> left,
            List<List<@Nullable Object>> right,
            @Nullable Residual residual) {
        List<List<@Nullable Object>> result = new ArrayList<>();
        boolean[] rightMatched = new boolean[right.size()];
        for (List<@Nullable Object> l : left) {
            boolean matched = false;
            for (int r = 0; r < right.size(); r++) {
                List<@Nullable Object> other = right.get(r);
                if (matches(node, l, other) && (residual == null || residual.holds(l, other))) {
                    matched = true;
                    rightMatched[r] = true;
                    if (putsOutPairs(node.type())) {
                        result.add(concat(l, other));
                    }
                }
            }
            switch (node.type()) {
                case LEFT, FULL -> {
                    if (!matched) {
                        result.add(concat(l, nulls(node.right().outputSchema().size())));
                    }
                }
                case SEMI -> {
                    if (matched) {
                        result.add(l);
                    }
                }
                case ANTI, NULL_AWARE_ANTI -> {
                    if (!matched) {
                        result.add(l);
                    }
                }
                case INNER, RIGHT -> {}
            }
        }
        if (node.type() == JoinType.RIGHT || node.type() == JoinType.FULL) {
            for (int r = 0; r < right.size(); r++) {
                if (!rightMatched[r]) {
                    result.add(concat(nulls(node.left().outputSchema().size()), right.get(r)));
                }
            }
        }
        return result;
    }

    private static boolean putsOutPairs(JoinType type) {
        return switch (type) {
            case INNER, LEFT, RIGHT, FULL -> true;
            case SEMI, ANTI, NULL_AWARE_ANTI -> false;
        };
    }

    private static boolean matches(JoinNode node, List<@Nullable Object> left, List<@Nullable Object> right) {
        for (int k = 0; k < node.leftKeys().size(); k++) {
            Object l = RandomValues.normal(left.get(node.leftKeys().get(k)));
            Object r = RandomValues.normal(right.get(node.rightKeys().get(k)));
            boolean eitherNull = l == null || r == null;
            boolean unknownCounts = k == 0 && node.type() == JoinType.NULL_AWARE_ANTI;
            boolean equal = eitherNull
                    ? unknownCounts || node.nullEqual().get(k) && l == null && r == null
                    : Objects.equals(l, r);
            if (!equal) {
                return false;
            }
        }
        return true;
    }

    private static List<@Nullable Object> nulls(int count) {
        return new ArrayList<>(Collections.nCopies(count, null));
    }

    private static List<@Nullable Object> concat(List<@Nullable Object> left, List<@Nullable Object> right) {
        List<@Nullable Object> row = new ArrayList<>(left);
        row.addAll(right);
        return row;
    }
}
