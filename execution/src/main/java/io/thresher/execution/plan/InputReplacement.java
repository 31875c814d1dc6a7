package io.thresher.execution.plan;

import java.util.List;

/** Makes the node visited again with other inputs, as many as it has. */
public record InputReplacement(List<PlanNode> inputs) implements PlanVisitor<PlanNode> {
    public InputReplacement {
        inputs = List.copyOf(inputs);
    }

    private PlanNode input() {
        return inputs.get(0);
    }

    @Override
    public PlanNode visitScan(ScanNode node) {
        return node;
    }

    @Override
    public PlanNode visitValues(ValuesNode node) {
        return node;
    }

    @Override
    public PlanNode visitExchangeRead(ExchangeReadNode node) {
        return node;
    }

    @Override
    public PlanNode visitFilter(FilterNode node) {
        return new FilterNode(input(), node.predicate(), node.estimatedRows());
    }

    @Override
    public PlanNode visitProject(ProjectNode node) {
        return new ProjectNode(input(), node.expressions(), node.outputSchema());
    }

    @Override
    public PlanNode visitAggregate(AggregateNode node) {
        return new AggregateNode(
                input(),
                node.groupKeys(),
                node.groupingSets(),
                node.aggregates(),
                node.outputSchema(),
                node.estimatedRows());
    }

    @Override
    public PlanNode visitJoin(JoinNode node) {
        return new JoinNode(
                node.type(),
                inputs.get(0),
                inputs.get(1),
                node.leftKeys(),
                node.rightKeys(),
                node.nullEqual(),
                node.residual(),
                node.rightBuild(),
                node.outputSchema(),
                node.estimatedRows());
    }

    @Override
    public PlanNode visitSort(SortNode node) {
        return new SortNode(input(), node.keys(), node.offset(), node.limit());
    }

    @Override
    public PlanNode visitLimit(LimitNode node) {
        return new LimitNode(input(), node.offset(), node.limit());
    }

    @Override
    public PlanNode visitUnion(UnionNode node) {
        return new UnionNode(inputs, node.outputSchema());
    }

    @Override
    public PlanNode visitSetOperation(SetOperationNode node) {
        return new SetOperationNode(
                node.operation(), node.all(), inputs.get(0), inputs.get(1), node.outputSchema(), node.estimatedRows());
    }

    @Override
    public PlanNode visitWindow(WindowNode node) {
        return new WindowNode(
                input(),
                node.partitionKeys(),
                node.orderKeys(),
                node.functions(),
                node.firstRows(),
                node.outputSchema());
    }

    @Override
    public PlanNode visitExchange(ExchangeNode node) {
        return new ExchangeNode(input(), node.distribution(), node.keys());
    }
}
