package io.thresher.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.apache.calcite.avatica.util.Cursor;
import org.joou.UByte;
import org.joou.UInteger;
import org.joou.ULong;
import org.joou.UShort;
import org.jspecify.annotations.Nullable;

/** Forwards every call to another accessor, so that a subclass says only what it changes. */
@SuppressWarnings("deprecation")
abstract class ForwardingAccessor implements Cursor.Accessor {
    final Cursor.Accessor raw;

    ForwardingAccessor(Cursor.Accessor raw) {
        this.raw = raw;
    }

    @Override
    public boolean wasNull() throws SQLException {
        return raw.wasNull();
    }

    @Override
    public @Nullable String getString() throws SQLException {
        return raw.getString();
    }

    @Override
    public boolean getBoolean() throws SQLException {
        return raw.getBoolean();
    }

    @Override
    public byte getByte() throws SQLException {
        return raw.getByte();
    }

    @Override
    public @Nullable UByte getUByte() throws SQLException {
        return raw.getUByte();
    }

    @Override
    public short getShort() throws SQLException {
        return raw.getShort();
    }

    @Override
    public @Nullable UShort getUShort() throws SQLException {
        return raw.getUShort();
    }

    @Override
    public int getInt() throws SQLException {
        return raw.getInt();
    }

    @Override
    public @Nullable UInteger getUInt() throws SQLException {
        return raw.getUInt();
    }

    @Override
    public long getLong() throws SQLException {
        return raw.getLong();
    }

    @Override
    public @Nullable ULong getULong() throws SQLException {
        return raw.getULong();
    }

    @Override
    public float getFloat() throws SQLException {
        return raw.getFloat();
    }

    @Override
    public double getDouble() throws SQLException {
        return raw.getDouble();
    }

    @Override
    public @Nullable BigDecimal getBigDecimal() throws SQLException {
        return raw.getBigDecimal();
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int scale) throws SQLException {
        return raw.getBigDecimal(scale);
    }

    @Override
    public byte @Nullable [] getBytes() throws SQLException {
        return raw.getBytes();
    }

    @Override
    public @Nullable InputStream getAsciiStream() throws SQLException {
        return raw.getAsciiStream();
    }

    @Override
    public @Nullable InputStream getUnicodeStream() throws SQLException {
        return raw.getUnicodeStream();
    }

    @Override
    public @Nullable InputStream getBinaryStream() throws SQLException {
        return raw.getBinaryStream();
    }

    @Override
    public @Nullable Object getObject() throws SQLException {
        return raw.getObject();
    }

    @Override
    public @Nullable Reader getCharacterStream() throws SQLException {
        return raw.getCharacterStream();
    }

    @Override
    public @Nullable Object getObject(Map<String, Class<?>> map) throws SQLException {
        return raw.getObject(map);
    }

    @Override
    public @Nullable Ref getRef() throws SQLException {
        return raw.getRef();
    }

    @Override
    public @Nullable Blob getBlob() throws SQLException {
        return raw.getBlob();
    }

    @Override
    public @Nullable Clob getClob() throws SQLException {
        return raw.getClob();
    }

    @Override
    public @Nullable Array getArray() throws SQLException {
        return raw.getArray();
    }

    @Override
    public @Nullable Struct getStruct() throws SQLException {
        return raw.getStruct();
    }

    @Override
    public @Nullable Date getDate(Calendar calendar) throws SQLException {
        return raw.getDate(calendar);
    }

    @Override
    public @Nullable Time getTime(Calendar calendar) throws SQLException {
        return raw.getTime(calendar);
    }

    @Override
    public @Nullable Timestamp getTimestamp(Calendar calendar) throws SQLException {
        return raw.getTimestamp(calendar);
    }

    @Override
    public @Nullable URL getURL() throws SQLException {
        return raw.getURL();
    }

    @Override
    public @Nullable NClob getNClob() throws SQLException {
        return raw.getNClob();
    }

    @Override
    public @Nullable SQLXML getSQLXML() throws SQLException {
        return raw.getSQLXML();
    }

    @Override
    public @Nullable String getNString() throws SQLException {
        return raw.getNString();
    }

    @Override
    public @Nullable Reader getNCharacterStream() throws SQLException {
        return raw.getNCharacterStream();
    }

    @Override
    public <T> @Nullable T getObject(Class<T> type) throws SQLException {
        return raw.getObject(type);
    }
}
