package io.thresher.server.benchmark.engine;

import io.thresher.server.benchmark.worker.Answer;
import io.thresher.server.benchmark.worker.ColumnAnswer;
import io.thresher.server.benchmark.worker.ColumnAnswer.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Says in what two answers differ. Exact values must be the same; sums of floating-point numbers may differ by one part in 1e9. Engines
 * round decimals of divisions at different digits: where only the digits after the point differ in number, sums may differ by a unit of the
 * last common digit a row.
 */
public final class AnswerComparison {
    private static final double TOLERANCE = 1e-9;

    private AnswerComparison() {}

    /** The first difference in words, or null if there is none. */
    public static @Nullable String difference(Answer ours, Answer theirs) {
        if (ours.rows() != theirs.rows()) {
            return "rows " + ours.rows() + " and " + theirs.rows();
        }
        if (ours.rows() == 0) {
            return null;
        }
        if (ours.columns().size() != theirs.columns().size()) {
            return "columns " + ours.columns().size() + " and "
                    + theirs.columns().size();
        }
        boolean sameRounding = true;
        for (int i = 0; i < ours.columns().size(); i++) {
            ColumnAnswer left = ours.columns().get(i);
            ColumnAnswer right = theirs.columns().get(i);
            String difference = columnDifference(left, right, ours.rows());
            if (difference != null) {
                return "column " + (i + 1) + ": " + difference;
            }
            sameRounding &= left.kind() == right.kind() && left.hash() == right.hash();
        }
        return sameRounding ? rowDifference(ours, theirs) : null;
    }

    private static @Nullable String columnDifference(ColumnAnswer left, ColumnAnswer right, long rows) {
        if (left.nulls() != right.nulls()) {
            return "NULLs " + left.nulls() + " and " + right.nulls();
        }
        boolean floating = left.kind() == Kind.FLOATING || right.kind() == Kind.FLOATING;
        if (!floating && left.hash() == right.hash()) {
            return null;
        }
        if (!isNumeric(left) || !isNumeric(right)) {
            return "other values";
        }
        if (!floating && left.scale() == right.scale()) {
            return sums(left, right);
        }
        if (left.kind() == right.kind() && floating && left.hash() != right.hash()) {
            return "other infinities";
        }
        double allowed =
                TOLERANCE * Math.max(left.magnitude(), right.magnitude()) + rows * Math.max(unit(left), unit(right));
        return Math.abs(left.sum() - right.sum()) <= allowed ? null : sums(left, right);
    }

    private static boolean isNumeric(ColumnAnswer column) {
        return column.kind() == Kind.NUMBER || column.kind() == Kind.FLOATING;
    }

    /** The last digit of a rounded decimal; integers are not rounded. */
    private static double unit(ColumnAnswer column) {
        return column.kind() == Kind.NUMBER && column.scale() > 0 ? Math.pow(10, -column.scale()) : 0;
    }

    private static String sums(ColumnAnswer left, ColumnAnswer right) {
        return left.sum() == right.sum()
                ? "other values, sum " + left.sum()
                : "sums " + left.sum() + " and " + right.sum();
    }

    private static @Nullable String rowDifference(Answer ours, Answer theirs) {
        if (ours.rowHash() != theirs.rowHash()) {
            return "the same values in other rows";
        }
        for (int i = 0; i < ours.columns().size(); i++) {
            ColumnAnswer left = ours.columns().get(i);
            ColumnAnswer right = theirs.columns().get(i);
            double allowed = 2 * TOLERANCE * Math.max(left.magnitude(), right.magnitude());
            if (Math.abs(left.weighted() - right.weighted()) > allowed) {
                return "column " + (i + 1) + ": the same sum in other rows";
            }
        }
        return null;
    }
}
