package io.thresher.parser;

import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** Which liberties SQL text may take: Babel's, but every selected column must be grouped or aggregated. */
public final class Conformance extends SqlDelegatingConformance {
    /** The one instance; it has no state. */
    public static final SqlConformance INSTANCE = new Conformance();

    private Conformance() {
        super(SqlConformanceEnum.BABEL);
    }

    /** A column means the table's, also where a name in the same SELECT list is like it. */
    @Override
    public SelectAliasLookup isSelectAlias() {
        return SelectAliasLookup.UNSUPPORTED;
    }

    @Override
    public boolean isNonStrictGroupBy() {
        return false;
    }
}
