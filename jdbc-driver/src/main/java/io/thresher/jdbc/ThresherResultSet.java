package io.thresher.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.apache.calcite.avatica.AvaticaResultSet;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.util.Cursor;

/** A result set with exact times and timestamps, which Avatica alone would cut to milliseconds. */
final class ThresherResultSet extends AvaticaResultSet {
    private final List<ColumnMetaData> columns;

    ThresherResultSet(
            AvaticaStatement statement,
            QueryState state,
            Meta.Signature signature,
            ResultSetMetaData metaData,
            TimeZone timeZone,
            Meta.Frame firstFrame)
            throws SQLException {
        super(statement, state, signature, metaData, timeZone, firstFrame);
        this.columns = signature.columns;
    }

    @Override
    protected AvaticaResultSet execute() throws SQLException {
        super.execute();
        replaceTemporalAccessors();
        return this;
    }

    @Override
    public AvaticaResultSet execute2(Cursor cursor, List<ColumnMetaData> columnMetaData) {
        super.execute2(cursor, columnMetaData);
        replaceTemporalAccessors();
        return this;
    }

    private void replaceTemporalAccessors() {
        List<Cursor.Accessor> accessors = new ArrayList<>(accessorList);
        for (int i = 0; i < columns.size(); i++) {
            ColumnMetaData column = columns.get(i);
            Cursor.Accessor raw = accessors.get(i);
            if (column.type.id == Types.TIMESTAMP || column.type.id == Types.TIME) {
                accessors.set(i, new TemporalAccessor(raw, column));
            }
        }
        this.accessorList = accessors;
    }

    @Override
    public boolean next() throws SQLException {
        try {
            return super.next();
        } catch (SQLException | RuntimeException e) {
            throw Errors.fromServer(e);
        }
    }
}
