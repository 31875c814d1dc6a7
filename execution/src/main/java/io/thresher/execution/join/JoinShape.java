package io.thresher.execution.join;

import io.thresher.batch.DataType;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.JoinNode;
import io.thresher.execution.plan.PlanNode;
import java.util.List;

/**
 * A join seen from its probe and build sides instead of left and right: types and keys of each, and where their columns lie among
 * those of left then right. Immutable.
 */
final class JoinShape {
    private final JoinNode node;
    private final boolean rightBuild;
    private final JoinMode mode;
    private final List<DataType> leftTypes;
    private final List<DataType> rightTypes;

    JoinShape(JoinNode node, boolean rightBuild) {
        this.node = node;
        this.rightBuild = rightBuild;
        this.mode = JoinMode.of(node.type(), rightBuild);
        this.leftTypes = types(node.left());
        this.rightTypes = types(node.right());
    }

    private static List<DataType> types(PlanNode input) {
        return input.outputSchema().stream().map(Field::type).toList();
    }

    JoinNode node() {
        return node;
    }

    JoinMode mode() {
        return mode;
    }

    boolean rightBuild() {
        return rightBuild;
    }

    List<DataType> probeTypes() {
        return rightBuild ? leftTypes : rightTypes;
    }

    List<DataType> buildTypes() {
        return rightBuild ? rightTypes : leftTypes;
    }

    List<Integer> probeKeys() {
        return rightBuild ? node.leftKeys() : node.rightKeys();
    }

    List<Integer> buildKeys() {
        return rightBuild ? node.rightKeys() : node.leftKeys();
    }

    /** The first of the probe side's columns among those of left then right. */
    int probeStart() {
        return rightBuild ? 0 : leftTypes.size();
    }

    /** The first of the build side's columns among those of left then right. */
    int buildStart() {
        return rightBuild ? leftTypes.size() : 0;
    }

    /** Type of one of the columns of left then right. */
    DataType type(int pairColumn) {
        return pairColumn < leftTypes.size()
                ? leftTypes.get(pairColumn)
                : rightTypes.get(pairColumn - leftTypes.size());
    }

    int pairColumns() {
        return leftTypes.size() + rightTypes.size();
    }
}
