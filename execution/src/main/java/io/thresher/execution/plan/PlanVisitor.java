package io.thresher.execution.plan;

/** One method for each kind of node, so that the compiler lists the places to change when one is added. */
public interface PlanVisitor<R> {
    R visitScan(ScanNode node);

    R visitValues(ValuesNode node);

    R visitFilter(FilterNode node);

    R visitProject(ProjectNode node);

    R visitAggregate(AggregateNode node);

    R visitJoin(JoinNode node);

    R visitSort(SortNode node);

    R visitLimit(LimitNode node);

    R visitUnion(UnionNode node);

    R visitSetOperation(SetOperationNode node);

    R visitWindow(WindowNode node);

    R visitExchange(ExchangeNode node);

    R visitExchangeRead(ExchangeReadNode node);
}
