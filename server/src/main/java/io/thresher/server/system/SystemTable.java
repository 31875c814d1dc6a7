package io.thresher.server.system;

import io.thresher.storage.catalog.ColumnDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of the schema {@code system}. Thread-safe. */
public interface SystemTable {
    /** The table's name, in lower case. */
    String name();

    /** Its columns. */
    List<ColumnDefinition> columns();

    /** Its rows as they are now, values in the form of {@link io.thresher.execution.expression.Expression.Literal}. */
    List<@Nullable Object[]> rows();
}
