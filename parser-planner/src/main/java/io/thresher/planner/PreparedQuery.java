package io.thresher.planner;

import io.thresher.batch.DataType;
import io.thresher.execution.plan.Field;
import io.thresher.planner.statement.StatementKind;
import java.util.List;

/**
 * What is known of a statement without its parameters: the type of each {@code ?}, VARCHAR where the text does not tell,
 * and the columns of the answer (none if it has no rows).
 */
public record PreparedQuery(StatementKind kind, List<DataType> parameterTypes, List<Field> fields) {
    public PreparedQuery {
        parameterTypes = List.copyOf(parameterTypes);
        fields = List.copyOf(fields);
    }
}
