package io.thresher.planner.translation;

import io.thresher.execution.expression.Expression;
import io.thresher.execution.plan.AggregateCall;
import io.thresher.execution.plan.AggregateNode;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.PlanNode;
import io.thresher.execution.plan.ProjectNode;
import io.thresher.planner.catalog.DataTypes;
import io.thresher.planner.catalog.EngineAggregates;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** Aggregations and grouping sets. */
final class AggregateTranslator {
    private final PlanTranslator plans;

    AggregateTranslator(PlanTranslator plans) {
        this.plans = plans;
    }

    Translated translate(Aggregate aggregate, ImmutableBitSet required) {
        List<org.apache.calcite.rel.core.AggregateCall> calls = aggregate.getAggCallList();
        List<Integer> keys = aggregate.getGroupSet().asList();
        ImmutableBitSet.Builder needed = ImmutableBitSet.builder().addAll(aggregate.getGroupSet());
        int firstCall = keys.size();
        for (int i = 0; i < calls.size(); i++) {
            if (required.get(firstCall + i) && calls.get(i).getAggregation().getKind() != SqlKind.GROUPING) {
                org.apache.calcite.rel.core.AggregateCall call = calls.get(i);
                needed.addAll(call.getArgList());
                needed.addAll(call.getCollation().getKeys());
                if (call.filterArg >= 0) {
                    needed.set(call.filterArg);
                }
            }
        }
        Translated input = plans.translate(aggregate.getInput(), needed.build(), Long.MAX_VALUE)
                .unpruned();

        int[] positions = new int[aggregate.getRowType().getFieldCount()];
        List<Field> schema = new ArrayList<>();
        List<Integer> keyColumns = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            int column = input.position(keys.get(i));
            keyColumns.add(column);
            RelDataTypeField field = aggregate.getRowType().getFieldList().get(i);
            Field source = input.node().outputSchema().get(column);
            schema.add(new Field(field.getName(), source.type(), field.getType().isNullable()));
            positions[i] = i;
        }
        List<AggregateCall> aggregates = new ArrayList<>();
        List<Integer> constants = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            positions[firstCall + i] = -1;
            if (!required.get(firstCall + i)) {
                continue;
            }
            if (calls.get(i).getAggregation().getKind() == SqlKind.LITERAL_AGG) {
                constants.add(i);
                continue;
            }
            positions[firstCall + i] = schema.size();
            aggregates.add(call(calls.get(i), keys, input));
            schema.add(
                    PlanTranslator.field(aggregate.getRowType().getFieldList().get(firstCall + i)));
        }
        PlanNode node = new AggregateNode(
                input.node(), keyColumns, sets(aggregate, keys), aggregates, schema, plans.rows(aggregate));
        return constants(aggregate, constants, new Translated(node, positions));
    }

    /** Adds the columns of LITERAL_AGG, which is the same constant in every group. */
    private static Translated constants(Aggregate aggregate, List<Integer> constants, Translated result) {
        if (constants.isEmpty()) {
            return result;
        }
        List<Expression> expressions = Translated.references(result.node());
        List<Field> schema = new ArrayList<>(result.node().outputSchema());
        int[] positions = result.positions().clone();
        for (int constant : constants) {
            RexLiteral literal = (RexLiteral)
                    aggregate.getAggCallList().get(constant).rexList.get(0);
            int column = aggregate.getGroupCount() + constant;
            positions[column] = schema.size();
            expressions.add(LiteralTranslator.translate(literal));
            schema.add(
                    PlanTranslator.field(aggregate.getRowType().getFieldList().get(column)));
        }
        return new Translated(new ProjectNode(result.node(), expressions, schema), positions);
    }

    private static AggregateCall call(
            org.apache.calcite.rel.core.AggregateCall call, List<Integer> keys, Translated input) {
        List<Integer> arguments = new ArrayList<>();
        boolean grouping = call.getAggregation().getKind() == SqlKind.GROUPING
                || call.getAggregation().getKind() == SqlKind.GROUPING_ID;
        for (int argument : call.getArgList()) {
            arguments.add(grouping ? keys.indexOf(argument) : input.position(argument));
        }
        return new AggregateCall(
                EngineAggregates.canonicalName(call.getAggregation()),
                arguments,
                call.isDistinct(),
                call.filterArg < 0 ? -1 : input.position(call.filterArg),
                SortTranslator.sortKeys(call.getCollation().getFieldCollations(), input),
                DataTypes.fromCalcite(call.getType()));
    }

    private static List<List<Integer>> sets(Aggregate aggregate, List<Integer> keys) {
        List<List<Integer>> sets = new ArrayList<>();
        for (ImmutableBitSet set : aggregate.getGroupSets()) {
            List<Integer> positions = new ArrayList<>();
            for (int key : set) {
                positions.add(keys.indexOf(key));
            }
            sets.add(positions);
        }
        return sets;
    }
}
