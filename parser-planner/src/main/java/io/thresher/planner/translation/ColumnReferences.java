package io.thresher.planner.translation;

import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Sees columns behind casts that change nullability only: Calcite keeps row types with them, the executor needs none. */
public final class ColumnReferences {
    private ColumnReferences() {}

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
