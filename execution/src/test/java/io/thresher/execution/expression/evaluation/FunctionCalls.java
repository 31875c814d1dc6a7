package io.thresher.execution.expression.evaluation;

import static io.thresher.execution.expression.evaluation.ExpressionFixture.call;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.literal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Checks of single calls of functions. Memory must be free after each test. */
abstract class FunctionCalls {
    static final DataType TEXT = DataType.VARCHAR;
    static final DataType BOOLEAN = DataType.BOOLEAN;
    static final DataType BIGINT = DataType.BIGINT;
    static final DataType INTEGER = DataType.INTEGER;
    static final DataType DOUBLE = DataType.DOUBLE;

    final ExpressionFixture fixture = new ExpressionFixture();

    @AfterEach
    void memoryIsFree() {
        fixture.close();
    }

    static Expression number(long value) {
        return literal(value, INTEGER);
    }

    static Expression real(double value) {
        return literal(value, DOUBLE);
    }

    final void gives(@Nullable Object expected, String function, DataType type, Expression... arguments) {
        assertThat(fixture.constant(call(function, type, arguments)))
                .as("%s%s", function, List.of(arguments))
                .isEqualTo(expected);
    }

    final void fails(ErrorCode code, String function, DataType type, Expression... arguments) {
        assertThatThrownBy(() -> fixture.constant(call(function, type, arguments)))
                .as("%s%s", function, List.of(arguments))
                .isInstanceOf(EngineException.class)
                .extracting(e -> ((EngineException) e).code())
                .isEqualTo(code);
    }
}
