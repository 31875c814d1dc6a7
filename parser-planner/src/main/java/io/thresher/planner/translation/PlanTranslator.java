package io.thresher.planner.translation;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.plan.Distribution;
import io.thresher.execution.plan.ExchangeNode;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.FilterNode;
import io.thresher.execution.plan.PlanNode;
import io.thresher.execution.plan.ProjectNode;
import io.thresher.execution.plan.ScanNode;
import io.thresher.execution.plan.ValuesNode;
import io.thresher.planner.catalog.CatalogTable;
import io.thresher.planner.catalog.DataTypes;
import io.thresher.planner.statistics.RowEstimator;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.scan.ColumnPredicate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Spool;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * From the optimized algebra to our plan. Every node is translated for the columns that somebody above asks for, so that
 * scans read and joins carry no more; a projection that only picks columns vanishes.
 */
public final class PlanTranslator {
    private final RowEstimator estimator;
    private final JoinTranslator joins = new JoinTranslator(this);
    private final AggregateTranslator aggregates = new AggregateTranslator(this);
    private final SortTranslator sorts = new SortTranslator(this);
    private final SetOperationTranslator sets = new SetOperationTranslator(this);
    private final WindowTranslator windows = new WindowTranslator(this);

    /** Makes a translator that takes row counts from {@code estimator}. */
    public PlanTranslator(RowEstimator estimator) {
        this.estimator = estimator;
    }

    /** The plan of a whole query, its rows gathered, its columns named as in {@code fields}. */
    public PlanNode translateRoot(RelNode rel, List<Field> fields) {
        int count = rel.getRowType().getFieldCount();
        Translated result = translate(rel, ImmutableBitSet.range(count), Long.MAX_VALUE);
        List<Integer> order = new ArrayList<>();
        boolean inPlace = result.node().outputSchema().size() == count;
        for (int i = 0; i < count; i++) {
            order.add(result.position(i));
            inPlace &= result.position(i) == i;
        }
        PlanNode node = result.node();
        boolean named = inPlace
                && node.outputSchema().stream()
                        .map(Field::name)
                        .toList()
                        .equals(fields.stream().map(Field::name).toList());
        if (!named) {
            List<Expression> expressions = new ArrayList<>();
            List<Field> schema = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Field field = node.outputSchema().get(order.get(i));
                expressions.add(new Expression.ColumnReference(order.get(i), field.type()));
                schema.add(new Field(fields.get(i).name(), field.type(), field.nullable()));
            }
            node = node instanceof ProjectNode
                    ? merged((ProjectNode) node, order, schema)
                    : new ProjectNode(node, expressions, schema);
        }
        PlanNode whole = isDeterministic(rel) ? CommonSubplans.share(node) : node;
        return new ExchangeNode(whole, Distribution.GATHER, List.of());
    }

    private static boolean isDeterministic(RelNode root) {
        boolean[] deterministic = {true};
        RexShuttle expressions = new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                deterministic[0] &= call.getOperator().isDeterministic();
                return super.visitCall(call);
            }
        };
        Deque<RelNode> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            RelNode rel = open.pop();
            rel.accept(expressions);
            rel.getInputs().forEach(open::push);
        }
        return deterministic[0];
    }

    private static PlanNode merged(ProjectNode below, List<Integer> order, List<Field> schema) {
        List<Expression> expressions = new ArrayList<>();
        for (int column : order) {
            expressions.add(below.expressions().get(column));
        }
        return new ProjectNode(below.input(), expressions, schema);
    }

    /**
     * Translates a node for the columns in {@code required}; {@code limit} rows are enough for whoever asks.
     */
    Translated translate(RelNode rel, ImmutableBitSet required, long limit) {
        if (rel instanceof TableScan) {
            return scan((TableScan) rel, null, required, limit);
        }
        if (rel instanceof Filter) {
            return filter((Filter) rel, required, limit);
        }
        if (rel instanceof Project) {
            return project((Project) rel, required, limit);
        }
        if (rel instanceof Join) {
            return joins.translate((Join) rel, required);
        }
        if (rel instanceof Aggregate) {
            return aggregates.translate((Aggregate) rel, required);
        }
        if (rel instanceof Sort) {
            return sorts.translate((Sort) rel, required, limit);
        }
        if (rel instanceof Union) {
            return sets.union((Union) rel, required, limit);
        }
        if (rel instanceof Intersect || rel instanceof Minus) {
            return sets.setOperation((SetOp) rel);
        }
        if (rel instanceof Values) {
            return values((Values) rel, required);
        }
        throw new EngineException(ErrorCode.NOT_SUPPORTED, unsupported(rel));
    }

    private static String unsupported(RelNode rel) {
        if (rel instanceof RepeatUnion || rel instanceof Spool) {
            return "Recursive queries are not supported: WITH RECURSIVE";
        }
        if (rel instanceof Correlate) {
            return "Sub-query cannot be joined this way; rewrite it without its reference to the outer query";
        }
        return "Query needs a step that is not supported: " + rel.getRelTypeName();
    }

    double rows(RelNode rel) {
        return estimator.rows(rel);
    }

    static Field field(RelDataTypeField field) {
        return new Field(
                field.getName(),
                DataTypes.fromCalcite(field.getType()),
                field.getType().isNullable());
    }

    /** Where the algebra's columns are if exactly the required ones are put out, in order. */
    static int[] dense(int count, ImmutableBitSet required) {
        int[] positions = new int[count];
        int next = 0;
        for (int i = 0; i < count; i++) {
            positions[i] = required.get(i) ? next++ : -1;
        }
        return positions;
    }

    private Translated scan(TableScan scan, @Nullable RexNode condition, ImmutableBitSet required, long limit) {
        CatalogTable catalogTable = scan.getTable().unwrapOrThrow(CatalogTable.class);
        Table table = catalogTable.table();
        List<ColumnDefinition> definitions = table.columns();
        ImmutableBitSet read = condition == null ? required : required.union(RelOptUtil.InputFinder.bits(condition));
        List<Field> fields = new ArrayList<>();
        for (int column : read) {
            ColumnDefinition definition = definitions.get(column);
            fields.add(new Field(definition.name(), definition.type(), definition.nullable()));
        }
        int[] positions = dense(definitions.size(), read);
        Expression filter = null;
        List<ColumnPredicate> predicates = List.of();
        double rows = estimator.rows(scan);
        if (condition != null) {
            filter = new ExpressionTranslator(
                            i -> positions[i], fields.stream().map(Field::type).toList())
                    .translate(condition);
            predicates = PredicateTranslator.translate(filter, read.asList());
            rows = estimator.filtered(scan, condition);
        }
        ScanNode node = new ScanNode(table, read.asList(), predicates, filter, limit, fields, Math.min(rows, limit));
        return keep(new Translated(node, positions), required);
    }

    /** Leaves out columns that were only needed below. */
    static Translated keep(Translated translated, ImmutableBitSet required) {
        List<Integer> kept = new ArrayList<>();
        for (int column : required) {
            int position = translated.position(column);
            if (!kept.contains(position)) {
                kept.add(position);
            }
        }
        Collections.sort(kept);
        return translated.prune(kept);
    }

    private Translated filter(Filter filter, ImmutableBitSet required, long limit) {
        RexNode condition = filter.getCondition();
        if (condition.isAlwaysFalse()) {
            return empty(filter, required);
        }
        if (filter.getInput() instanceof TableScan) {
            return scan((TableScan) filter.getInput(), condition, required, limit);
        }
        ImmutableBitSet needed = required.union(RelOptUtil.InputFinder.bits(condition));
        Translated input = translate(filter.getInput(), needed, Long.MAX_VALUE);
        Expression predicate = input.expressions().translate(condition);
        PlanNode bounded = WindowBounds.of(input.node(), predicate);
        FilterNode node = new FilterNode(bounded, predicate, estimator.rows(filter));
        return keep(new Translated(node, input.positions()), required);
    }

    private Translated project(Project project, ImmutableBitSet required, long limit) {
        if (project.containsOver()) {
            return windows.translate(project, required);
        }
        List<RexNode> wanted = new ArrayList<>();
        boolean computes = false;
        for (int column : required) {
            RexNode expression = project.getProjects().get(column);
            wanted.add(expression);
            computes |= ColumnReferences.column(expression) < 0;
        }
        Translated input = translate(project.getInput(), RelOptUtil.InputFinder.bits(wanted, null), limit);
        int count = project.getProjects().size();
        if (!computes) {
            int[] positions = new int[count];
            for (int i = 0; i < count; i++) {
                RexNode expression = project.getProjects().get(i);
                positions[i] = required.get(i) ? input.position(ColumnReferences.column(expression)) : -1;
            }
            return new Translated(input.node(), positions);
        }
        input = input.unpruned();
        List<Expression> expressions = input.expressions().translate(wanted);
        List<Field> fields = new ArrayList<>();
        for (int column : required) {
            RelDataTypeField field = project.getRowType().getFieldList().get(column);
            DataType type = expressions.get(fields.size()).type();
            fields.add(new Field(field.getName(), type, field.getType().isNullable()));
        }
        return new Translated(new ProjectNode(input.node(), expressions, fields), dense(count, required));
    }

    static List<Field> fields(RelNode rel, ImmutableBitSet columns) {
        List<Field> fields = new ArrayList<>();
        for (int column : columns) {
            fields.add(field(rel.getRowType().getFieldList().get(column)));
        }
        return fields;
    }

    private Translated values(Values values, ImmutableBitSet required) {
        List<List<Expression.Literal>> rows = new ArrayList<>();
        List<Field> fields = fields(values, required);
        for (List<RexLiteral> tuple : values.getTuples()) {
            List<Expression.Literal> row = new ArrayList<>();
            for (int column : required) {
                Expression.Literal literal = LiteralTranslator.translate(tuple.get(column));
                Expression cast = Casts.cast(literal, fields.get(row.size()).type());
                row.add(cast instanceof Expression.Literal ? (Expression.Literal) cast : literal);
            }
            rows.add(row);
        }
        return new Translated(
                new ValuesNode(rows, fields), dense(values.getRowType().getFieldCount(), required));
    }

    /** No rows, with the required columns. */
    private Translated empty(RelNode rel, ImmutableBitSet required) {
        return new Translated(
                new ValuesNode(List.of(), fields(rel, required)),
                dense(rel.getRowType().getFieldCount(), required));
    }
}
