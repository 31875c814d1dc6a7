package io.thresher.planner.rule;

import java.util.function.IntUnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Renumbers the columns that an expression reads. */
final class ColumnMapper {
    private ColumnMapper() {}

    /** The expression with column {@code mapping(i)} for column i; types are kept. */
    static RexNode map(RexNode expression, IntUnaryOperator mapping) {
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return new RexInputRef(mapping.applyAsInt(ref.getIndex()), ref.getType());
            }
        });
    }

    /** The same, with the types that the columns have in {@code input}. */
    static RexNode map(RexNode expression, IntUnaryOperator mapping, RelNode input) {
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return RexInputRef.of(mapping.applyAsInt(ref.getIndex()), input.getRowType());
            }
        });
    }
}
