package io.thresher.planner;

import io.thresher.planner.catalog.EngineOperators;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/**
 * Hides text from Calcite where it would compare it otherwise than we do. Calcite orders by UTF-16 units, in which the
 * halves of a character beyond U+FFFF stand before U+E000, and by that takes ranges to be empty that are not.
 */
final class TextLiterals {
    /** Below this the two orders are the same. */
    private static final char FIRST_SURROGATE = '\ud800';

    private TextLiterals() {}

    /** The call of a comparison with such literals hidden in {@link EngineOperators#TEXT}. */
    static SqlBasicCall hide(SqlBasicCall call) {
        boolean hidden = false;
        List<SqlNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            boolean hide = isAffected(operand);
            hidden |= hide;
            operands.add(hide ? EngineOperators.TEXT.createCall(operand.getParserPosition(), operand) : operand);
        }
        return hidden ? new SqlBasicCall(call.getOperator(), operands, call.getParserPosition()) : call;
    }

    private static boolean isAffected(SqlNode node) {
        if (!(node instanceof SqlCharStringLiteral)) {
            return false;
        }
        String text = ((SqlLiteral) node).getValueAs(String.class);
        return text.chars().anyMatch(unit -> unit >= FIRST_SURROGATE);
    }
}
