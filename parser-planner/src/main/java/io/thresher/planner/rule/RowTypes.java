package io.thresher.planner.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Keeps row types as they were: rewrites find out that columns cannot be NULL, which changes types, and expressions above
 * would not fit any more.
 */
final class RowTypes {
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
}
