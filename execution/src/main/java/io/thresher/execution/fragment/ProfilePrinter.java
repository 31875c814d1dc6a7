package io.thresher.execution.fragment;

import io.thresher.execution.plan.PlanNode;
import io.thresher.execution.plan.PlanPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a plan with what its run took: what EXPLAIN ANALYZE shows. */
public final class ProfilePrinter {
    private ProfilePrinter() {}

    /** The plan of {@code query} with the numbers so far; read the rows to the end before. */
    public static String print(PlanNode plan, RunningQuery query) {
        return PlanPrinter.print(plan, node -> notes(query.profile(node)));
    }

    private static List<String> notes(OperatorProfile profile) {
        List<String> notes = new ArrayList<>();
        String time = String.format(Locale.ROOT, "%.3f ms", profile.cpuNanos() / 1e6);
        String memory = profile.peakBytes() == 0 ? "" : ", memory " + bytes(profile.peakBytes());
        notes.add("rows " + profile.outputRows() + ", time " + time + memory);
        notes.addAll(profile.remarks());
        return notes;
    }

    private static String bytes(long count) {
        if (count < 1 << 10) {
            return count + " B";
        }
        if (count < 1 << 20) {
            return String.format(Locale.ROOT, "%.1f KiB", count / 1024.0);
        }
        return String.format(Locale.ROOT, "%.1f MiB", count / 1048576.0);
    }
}
