package io.thresher.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.apache.calcite.avatica.AvaticaResultSet;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.util.Cursor;
import org.jspecify.annotations.Nullable;

/** A result set read by our own getters: exact times, and no number cut to fit, where Avatica does both. */
final class ThresherResultSet extends AvaticaResultSet {
    private final List<ColumnMetaData> columns;
    private final long rowLimit;
    private long rowsRead;

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
        long maxRows = statement.getLargeMaxRows();
        this.rowLimit = maxRows == 0 ? Long.MAX_VALUE : maxRows;
    }

    @Override
    protected AvaticaResultSet execute() throws SQLException {
        super.execute();
        replaceAccessors();
        return this;
    }

    @Override
    public AvaticaResultSet execute2(Cursor cursor, List<ColumnMetaData> columnMetaData) {
        super.execute2(cursor, columnMetaData);
        replaceAccessors();
        return this;
    }

    private void replaceAccessors() {
        List<Cursor.Accessor> accessors = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            accessors.add(new ValueAccessor(ValueSources.of(accessorList.get(i), columns.get(i))));
        }
        this.accessorList = accessors;
    }

    @Override
    public @Nullable Object getObject(int columnIndex) throws SQLException {
        if (columnIndex < 1 || columnIndex > columns.size()) {
            throw new SQLException("No such column: " + columnIndex, "07009");
        }
        checkOpen();
        return accessorList.get(columnIndex - 1).getObject();
    }

    @Override
    public @Nullable Object getObject(String columnLabel) throws SQLException {
        return getObject(findColumn(columnLabel));
    }

    /** The statement's: there is one result to a statement. */
    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return getStatement().getWarnings();
    }

    @Override
    public boolean next() throws SQLException {
        try {
            // Avatica tells the server the limit of plain statements only.
            if (rowsRead >= rowLimit) {
                return false;
            }
            rowsRead++;
            return super.next();
        } catch (SQLException | RuntimeException e) {
            throw Errors.plain(e);
        }
    }
}
