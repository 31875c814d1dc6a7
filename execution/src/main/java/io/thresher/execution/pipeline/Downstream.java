package io.thresher.execution.pipeline;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.operator.JoinBridge;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes after a plan node's output while the plan is cut into pipelines: the stages on the way (as a linked list,
 * the nearest first), the target, what the pipeline waits for and counts towards, and the joins on the way whose keys
 * are still columns of this output.
 */
record Downstream(
        @Nullable StageList stages,
        SinkTarget target,
        List<Milestone> before,
        List<Milestone> after,
        List<KeyUse> keyUses) {
    /** Calls nest as deep as a pipeline is long; this many fit on a worker's stack. */
    private static final int MAX_STAGES = 4000;

    Downstream {
        before = List.copyOf(before);
        after = List.copyOf(after);
        keyUses = List.copyOf(keyUses);
    }

    /** Key pair {@code key} of {@code join}, whose build side is there at {@code built}, reads column {@code column} of the output at hand. */
    record KeyUse(JoinBridge join, Milestone built, int key, int column) {
        KeyUse at(int newColumn) {
            return new KeyUse(join, built, key, newColumn);
        }
    }

    /** A stage and those after it. */
    record StageList(Stage first, @Nullable StageList rest, int length) {}

    /** Straight into a target, which is a milestone too. */
    static Downstream into(SinkTarget target) {
        return new Downstream(null, target, List.of(), List.of(target.milestone()), List.of());
    }

    /** The same with a stage before it all and other key uses. */
    Downstream prepend(Stage stage, List<KeyUse> uses) {
        int length = stages == null ? 1 : stages.length() + 1;
        if (length > MAX_STAGES) {
            throw new EngineException(
                    ErrorCode.STATEMENT_TOO_COMPLEX,
                    "Statement is nested too deeply; split it, most steps: " + MAX_STAGES);
        }
        return new Downstream(new StageList(stage, stages, length), target, before, after, uses);
    }

    /** The same, waiting for {@code milestone} too. */
    Downstream waitFor(Milestone milestone) {
        return new Downstream(stages, target, with(before, milestone), after, keyUses);
    }

    /** The same, counting towards {@code milestone} too. */
    Downstream countFor(Milestone milestone) {
        return new Downstream(stages, target, before, with(after, milestone), keyUses);
    }

    /**
     * The same with the key uses of what comes after the target: rows that those joins would drop in the end need not get there. Their
     * build sides must be there first.
     */
    Downstream withKeyUses(List<KeyUse> uses) {
        List<Milestone> awaited = new ArrayList<>(before);
        uses.forEach(use -> awaited.add(use.built()));
        return new Downstream(stages, target, awaited, after, uses);
    }

    List<Stage> stageList() {
        List<Stage> list = new ArrayList<>();
        for (StageList rest = stages; rest != null; rest = rest.rest()) {
            list.add(rest.first());
        }
        return list;
    }

    private static List<Milestone> with(List<Milestone> list, Milestone milestone) {
        List<Milestone> longer = new ArrayList<>(list);
        longer.add(milestone);
        return longer;
    }
}
