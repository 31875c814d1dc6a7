package io.thresher.execution.plan;

import java.util.List;

/** A node of a physical plan. Immutable, no run state. Column numbers count in the inputs' output, left to right. */
public sealed interface PlanNode
        permits AggregateNode,
                ExchangeNode,
                ExchangeReadNode,
                FilterNode,
                JoinNode,
                LimitNode,
                ProjectNode,
                ScanNode,
                SetOperationNode,
                SortNode,
                UnionNode,
                ValuesNode,
                WindowNode {
    /** The nodes whose rows this one reads. */
    List<PlanNode> inputs();

    /** The columns it puts out. */
    List<Field> outputSchema();

    /** The planner's estimate of the rows it puts out. */
    double estimatedRows();

    <R> R accept(PlanVisitor<R> visitor);
}
