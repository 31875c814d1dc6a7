package io.thresher.planner.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Keeps row types as they were: rewrites find out that columns cannot be NULL, which changes types, and expressions above
 * would not fit any more.
 */
public final class RowTypes {
    private RowTypes() {}

    /** An expression as a value of exactly this type; only nullability may differ. */
    static RexNode restore(RexBuilder rex, RexNode expression, RelDataType type) {
        return expression.getType().equals(type) ? expression : rex.makeAbstractCast(type, expression, false);
    }

    /** A node with exactly this row type; only nullability may differ. */
    static RelNode restore(RelNode rel, RelDataType type) {
        List<RelDataTypeField> fields = rel.getRowType().getFieldList();
        List<RelDataTypeField> wanted = type.getFieldList();
        RexBuilder rex = rel.getCluster().getRexBuilder();
        List<RexNode> expressions = new ArrayList<>();
        boolean same = true;
        for (int i = 0; i < fields.size(); i++) {
            RelDataType fieldType = fields.get(i).getType();
            same &= fieldType.equals(wanted.get(i).getType());
            expressions.add(
                    restore(rex, new RexInputRef(i, fieldType), wanted.get(i).getType()));
        }
        return same ? rel : LogicalProject.create(rel, List.of(), expressions, type.getFieldNames(), Set.of());
    }

    /** The column that an expression is, but for its nullability; -1 if it computes something. */
    public static int column(RexNode expression) {
        RexNode inner = expression;
        if (expression instanceof RexCall && expression.getKind() == SqlKind.CAST) {
            RexNode operand = ((RexCall) expression).getOperands().get(0);
            boolean nullability = operand.getType().getSqlTypeName()
                            == expression.getType().getSqlTypeName()
                    && operand.getType().getPrecision() == expression.getType().getPrecision()
                    && operand.getType().getScale() == expression.getType().getScale();
            inner = nullability ? operand : expression;
        }
        return inner instanceof RexInputRef ? ((RexInputRef) inner).getIndex() : -1;
    }
}
