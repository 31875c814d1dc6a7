package io.thresher.jdbc;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLWarning;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.apache.calcite.avatica.AvaticaPreparedStatement;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.remote.TypedValue;
import org.jspecify.annotations.Nullable;

/** A prepared statement with exact times and streams as parameters, whose cancel and time-out stop the work on the server. */
final class ThresherPreparedStatement extends AvaticaPreparedStatement implements StatementProgress {
    private final ServerStatement server;

    ThresherPreparedStatement(
            ThresherConnection connection,
            Meta.StatementHandle handle,
            Meta.Signature signature,
            int type,
            int concurrency,
            int holdability)
            throws SQLException {
        super(connection, handle, signature, type, concurrency, holdability);
        this.server = new ServerStatement(connection);
    }

    // ---------------------------------------------------------------- running

    @Override
    public ResultSet executeQuery() throws SQLException {
        return server.run(this, super::executeQuery);
    }

    @Override
    public boolean execute() throws SQLException {
        return server.run(this, super::execute);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return server.run(this, super::executeLargeUpdate);
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return server.run(this, super::executeLargeBatch);
    }

    /** Stops the running query on the server. Not synchronized: the executing thread holds the lock. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void cancel() throws SQLException {
        server.cancel(handle.id);
    }

    @Override
    public synchronized void close() throws SQLException {
        try {
            super.close();
        } catch (SQLException | RuntimeException e) {
            ServerStatement.checkServerThere(e);
        }
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return server.warnings(handle.id);
    }

    @Override
    public double progress() throws SQLException {
        return server.progress(handle.id);
    }

    @Override
    public void setEscapeProcessing(boolean enable) {
        // JDBC escapes are never processed; saying so is not worth an error to the tools that always call this.
    }

    // ---------------------------------------------------------------- parameters

    private void set(int parameterIndex, TypedValue value) throws SQLException {
        checkOpen();
        if (parameterIndex < 1 || parameterIndex > slots.length) {
            throw new SQLException(
                    "No such parameter; the statement has " + slots.length + ": " + parameterIndex, "07009");
        }
        slots[parameterIndex - 1] = value;
    }

    private void setText(int parameterIndex, @Nullable Reader reader) throws SQLException {
        set(parameterIndex, ParameterValues.of(reader, getCalendar()));
    }

    private void setText(int parameterIndex, @Nullable InputStream stream, Charset charset) throws SQLException {
        setText(parameterIndex, stream == null ? null : new InputStreamReader(stream, charset));
    }

    private void setBinary(int parameterIndex, @Nullable InputStream stream, long length) throws SQLException {
        set(parameterIndex, stream == null ? TypedValue.EXPLICIT_NULL : ParameterValues.bytes(stream, length));
    }

    @Override
    public void setDate(int parameterIndex, @Nullable Date value, @Nullable Calendar calendar) throws SQLException {
        set(parameterIndex, ParameterValues.date(value, calendar));
    }

    @Override
    public void setTime(int parameterIndex, @Nullable Time value, @Nullable Calendar calendar) throws SQLException {
        set(parameterIndex, ParameterValues.time(value, calendar));
    }

    @Override
    public void setTimestamp(int parameterIndex, @Nullable Timestamp value, @Nullable Calendar calendar)
            throws SQLException {
        set(parameterIndex, ParameterValues.timestamp(value, calendar));
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object value) throws SQLException {
        set(parameterIndex, ParameterValues.of(value, getCalendar()));
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object value, int jdbcType) throws SQLException {
        set(parameterIndex, ParameterValues.of(value, jdbcType, getCalendar()));
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object value, int jdbcType, int scaleOrLength)
            throws SQLException {
        setObject(parameterIndex, value, jdbcType);
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object value, SQLType type) throws SQLException {
        setObject(parameterIndex, value, type.getVendorTypeNumber());
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object value, SQLType type, int scaleOrLength)
            throws SQLException {
        setObject(parameterIndex, value, type);
    }

    @Override
    public void setAsciiStream(int parameterIndex, @Nullable InputStream stream) throws SQLException {
        setText(parameterIndex, stream, StandardCharsets.US_ASCII);
    }

    @Override
    public void setAsciiStream(int parameterIndex, @Nullable InputStream stream, int length) throws SQLException {
        setText(parameterIndex, stream, StandardCharsets.US_ASCII);
    }

    @Override
    public void setAsciiStream(int parameterIndex, @Nullable InputStream stream, long length) throws SQLException {
        setText(parameterIndex, stream, StandardCharsets.US_ASCII);
    }

    @Override
    public void setBinaryStream(int parameterIndex, @Nullable InputStream stream) throws SQLException {
        setBinary(parameterIndex, stream, Long.MAX_VALUE);
    }

    @Override
    public void setBinaryStream(int parameterIndex, @Nullable InputStream stream, int length) throws SQLException {
        setBinary(parameterIndex, stream, length);
    }

    @Override
    public void setBinaryStream(int parameterIndex, @Nullable InputStream stream, long length) throws SQLException {
        setBinary(parameterIndex, stream, length);
    }

    @Override
    public void setBlob(int parameterIndex, @Nullable InputStream stream) throws SQLException {
        setBinary(parameterIndex, stream, Long.MAX_VALUE);
    }

    @Override
    public void setCharacterStream(int parameterIndex, @Nullable Reader reader) throws SQLException {
        setText(parameterIndex, reader);
    }

    @Override
    public void setCharacterStream(int parameterIndex, @Nullable Reader reader, int length) throws SQLException {
        setText(parameterIndex, reader);
    }

    @Override
    public void setCharacterStream(int parameterIndex, @Nullable Reader reader, long length) throws SQLException {
        setText(parameterIndex, reader);
    }

    @Override
    public void setNCharacterStream(int parameterIndex, @Nullable Reader reader) throws SQLException {
        setText(parameterIndex, reader);
    }

    @Override
    public void setClob(int parameterIndex, @Nullable Reader reader) throws SQLException {
        setText(parameterIndex, reader);
    }
}
