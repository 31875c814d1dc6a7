package io.thresher.planner.translation;

import io.thresher.batch.DataType;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.plan.AggregateNode;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.PlanNode;
import io.thresher.execution.plan.ProjectNode;
import io.thresher.execution.plan.SetOperation;
import io.thresher.execution.plan.SetOperationNode;
import io.thresher.execution.plan.UnionNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.util.ImmutableBitSet;

/** UNION, INTERSECT and EXCEPT: inputs of one schema. */
final class SetOperationTranslator {
    private final PlanTranslator plans;

    SetOperationTranslator(PlanTranslator plans) {
        this.plans = plans;
    }

    Translated union(Union union, ImmutableBitSet required, long limit) {
        int count = union.getRowType().getFieldCount();
        ImmutableBitSet columns = union.all ? required : ImmutableBitSet.range(count);
        List<Field> fields = PlanTranslator.fields(union, columns);
        List<PlanNode> inputs = new ArrayList<>();
        double rows = 0;
        for (RelNode input : union.getInputs()) {
            Translated translated = plans.translate(input, columns, union.all ? limit : Long.MAX_VALUE);
            PlanNode aligned = align(translated, columns, fields);
            rows += aligned.estimatedRows();
            if (aligned instanceof UnionNode) {
                inputs.addAll(((UnionNode) aligned).inputs());
            } else {
                inputs.add(aligned);
            }
        }
        PlanNode node = new UnionNode(inputs, fields);
        if (!union.all) {
            List<Integer> keys = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                keys.add(i);
            }
            List<Integer> set = List.copyOf(keys);
            node = new AggregateNode(node, keys, List.of(set), List.of(), fields, Math.min(rows, plans.rows(union)));
        }
        return new Translated(node, PlanTranslator.dense(count, columns));
    }

    Translated setOperation(SetOp operation) {
        int count = operation.getRowType().getFieldCount();
        ImmutableBitSet columns = ImmutableBitSet.range(count);
        List<Field> fields = PlanTranslator.fields(operation, columns);
        SetOperation kind = operation instanceof Intersect ? SetOperation.INTERSECT : SetOperation.EXCEPT;
        PlanNode node = null;
        for (RelNode input : operation.getInputs()) {
            PlanNode next = align(plans.translate(input, columns, Long.MAX_VALUE), columns, fields);
            node = node == null
                    ? next
                    : new SetOperationNode(kind, operation.all, node, next, fields, plans.rows(operation));
        }
        if (node == null) {
            throw new IllegalStateException("Set operation without input");
        }
        return new Translated(node, PlanTranslator.dense(count, columns));
    }

    /** The input with exactly these columns, in order and of the fields' types. */
    private static PlanNode align(Translated input, ImmutableBitSet columns, List<Field> fields) {
        List<Expression> expressions = new ArrayList<>();
        boolean same = input.node().outputSchema().size() == fields.size();
        int next = 0;
        for (int column : columns) {
            int position = input.position(column);
            DataType from = input.node().outputSchema().get(position).type();
            Expression cast = Casts.cast(
                    new Expression.ColumnReference(position, from),
                    fields.get(next).type());
            same &= position == next && cast instanceof Expression.ColumnReference;
            expressions.add(cast);
            next++;
        }
        return same ? input.node() : new ProjectNode(input.node(), expressions, fields);
    }
}
