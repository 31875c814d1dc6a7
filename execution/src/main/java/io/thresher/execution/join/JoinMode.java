package io.thresher.execution.join;

import io.thresher.execution.plan.JoinType;

/**
 * What a join's type asks of the two sides, given which of them builds: whether pairs of matching rows are put out;
 * probe rows by whether they match; build rows by whether they were matched, at the end.
 */
record JoinMode(boolean pairs, Unpaired probe, Unpaired build, boolean nullAware) {
    static JoinMode of(JoinType type, boolean rightBuild) {
        Unpaired left = switch (type) {
            case INNER, RIGHT -> Unpaired.NONE;
            case LEFT, FULL -> Unpaired.OUTER;
            case SEMI -> Unpaired.MATCHED;
            case ANTI, NULL_AWARE_ANTI -> Unpaired.UNMATCHED;
        };
        Unpaired right = switch (type) {
            case INNER, LEFT, SEMI, ANTI, NULL_AWARE_ANTI -> Unpaired.NONE;
            case RIGHT, FULL -> Unpaired.OUTER;
        };
        boolean pairs = left != Unpaired.MATCHED && left != Unpaired.UNMATCHED;
        return new JoinMode(
                pairs, rightBuild ? left : right, rightBuild ? right : left, type == JoinType.NULL_AWARE_ANTI);
    }

    /** Whether build rows must be marked when they match. */
    boolean marksBuild() {
        return build != Unpaired.NONE;
    }

    /** Whether the probe side's rows without a match are not put out. */
    boolean dropsUnmatchedProbe() {
        return probe == Unpaired.NONE || probe == Unpaired.MATCHED;
    }

    /** What is put out of the rows of one side besides pairs. */
    enum Unpaired {
        NONE,
        /** Rows without a match, with NULLs for the other side. */
        OUTER,
        /** Rows with a match, once. */
        MATCHED,
        /** Rows without a match. */
        UNMATCHED
    }
}
