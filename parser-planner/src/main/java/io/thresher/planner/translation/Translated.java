package io.thresher.planner.translation;

import io.thresher.batch.DataType;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.PlanNode;
import io.thresher.execution.plan.ProjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A translated input: {@code positions[i]} is the column of {@code node} that holds what the algebra calls column i, or
 * -1 if nobody asked for it.
 */
record Translated(PlanNode node, int[] positions) {
    /** The column that holds the algebra's column {@code index}. */
    int position(int index) {
        int position = positions[index];
        if (position < 0) {
            throw new IllegalStateException("Column was not asked for: " + index + " in " + Arrays.toString(positions));
        }
        return position;
    }

    List<DataType> types() {
        return node.outputSchema().stream().map(Field::type).toList();
    }

    /** A translator of expressions over the algebra's columns. */
    ExpressionTranslator expressions() {
        return new ExpressionTranslator(this::position, types());
    }

    /** The same rows without a projection on top that only leaves columns out: for readers that pick what they need. */
    Translated unpruned() {
        if (!(node instanceof ProjectNode)) {
            return this;
        }
        ProjectNode project = (ProjectNode) node;
        int[] moved = new int[positions.length];
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] < 0) {
                moved[i] = -1;
            } else if (project.expressions().get(positions[i]) instanceof Expression.ColumnReference) {
                moved[i] = ((Expression.ColumnReference) project.expressions().get(positions[i])).index();
            } else {
                return this;
            }
        }
        return new Translated(project.input(), moved);
    }

    /** The same rows with expressions as further columns; columns of the algebra stay where they are. */
    Translated with(List<Expression> additional) {
        if (additional.isEmpty()) {
            return this;
        }
        if (node instanceof ProjectNode && isReferences((ProjectNode) node)) {
            return merged((ProjectNode) node, additional);
        }
        List<Expression> expressions = references(node);
        List<Field> fields = new ArrayList<>(node.outputSchema());
        for (Expression expression : additional) {
            fields.add(new Field("$" + fields.size(), expression.type(), true));
            expressions.add(expression);
        }
        return new Translated(new ProjectNode(node, expressions, fields), positions);
    }

    private static boolean isReferences(ProjectNode project) {
        return project.expressions().stream().allMatch(Expression.ColumnReference.class::isInstance);
    }

    private Translated merged(ProjectNode below, List<Expression> additional) {
        List<Expression> expressions = new ArrayList<>(below.expressions());
        List<Field> fields = new ArrayList<>(below.outputSchema());
        for (Expression expression : additional) {
            fields.add(new Field("$" + fields.size(), expression.type(), true));
            expressions.add(expression.accept(new Substitution(below.expressions())));
        }
        return new Translated(new ProjectNode(below.input(), expressions, fields), positions);
    }

    /** The columns at {@code kept} positions of the node only, in that order. */
    Translated prune(List<Integer> kept) {
        if (kept.size() == node.outputSchema().size()) {
            return this;
        }
        int[] moved = new int[positions.length];
        for (int i = 0; i < positions.length; i++) {
            moved[i] = positions[i] < 0 ? -1 : kept.indexOf(positions[i]);
        }
        return new Translated(select(node, kept), moved);
    }

    /** A node with chosen columns of another. */
    static PlanNode select(PlanNode node, List<Integer> columns) {
        List<Expression> expressions = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (int column : columns) {
            Field field = node.outputSchema().get(column);
            expressions.add(new Expression.ColumnReference(column, field.type()));
            fields.add(field);
        }
        return new ProjectNode(node, expressions, fields);
    }

    static List<Expression> references(PlanNode node) {
        List<Expression> expressions = new ArrayList<>();
        for (Field field : node.outputSchema()) {
            expressions.add(new Expression.ColumnReference(expressions.size(), field.type()));
        }
        return expressions;
    }
}
