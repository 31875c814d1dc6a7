package io.thresher.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.Map;
import org.apache.calcite.avatica.util.Cursor;
import org.joou.UByte;
import org.joou.UInteger;
import org.joou.ULong;
import org.joou.UShort;
import org.jspecify.annotations.Nullable;

/** Reads one column's values by JDBC's getters; what they mean is in {@link Conversions} and {@link TemporalConversions}. */
@SuppressWarnings("deprecation") // JDBC's oldest getters are part of the interface.
final class ValueAccessor implements Cursor.Accessor {
    private final Source source;

    /** Where the current row's value comes from, in the classes that {@link Conversions} knows; null for SQL NULL. */
    interface Source {
        @Nullable
        Object value() throws SQLException;
    }

    ValueAccessor(Source source) {
        this.source = source;
    }

    @Override
    public boolean wasNull() throws SQLException {
        return source.value() == null;
    }

    private long whole(long min, long max) throws SQLException {
        Object value = source.value();
        return value == null ? 0 : Conversions.toLong(value, min, max);
    }

    @Override
    public boolean getBoolean() throws SQLException {
        Object value = source.value();
        return value != null && Conversions.toBoolean(value);
    }

    @Override
    public byte getByte() throws SQLException {
        return (byte) whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    @Override
    public short getShort() throws SQLException {
        return (short) whole(Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    public int getInt() throws SQLException {
        return (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public long getLong() throws SQLException {
        return whole(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public float getFloat() throws SQLException {
        Object value = source.value();
        return value == null ? 0 : value instanceof Float ? (Float) value : (float) Conversions.toDouble(value);
    }

    @Override
    public double getDouble() throws SQLException {
        Object value = source.value();
        return value == null ? 0 : Conversions.toDouble(value);
    }

    @Override
    public @Nullable BigDecimal getBigDecimal() throws SQLException {
        Object value = source.value();
        return value == null ? null : Conversions.toBigDecimal(value);
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int scale) throws SQLException {
        BigDecimal value = getBigDecimal();
        return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
    }

    @Override
    public @Nullable String getString() throws SQLException {
        Object value = source.value();
        return value == null ? null : Conversions.toText(value);
    }

    @Override
    public @Nullable String getNString() throws SQLException {
        return getString();
    }

    @Override
    public byte @Nullable [] getBytes() throws SQLException {
        Object value = source.value();
        return value == null ? null : Conversions.toBytes(value);
    }

    @Override
    public @Nullable Date getDate(@Nullable Calendar calendar) throws SQLException {
        Object value = source.value();
        return value == null ? null : TemporalConversions.toDate(value, calendar);
    }

    @Override
    public @Nullable Time getTime(@Nullable Calendar calendar) throws SQLException {
        Object value = source.value();
        return value == null ? null : TemporalConversions.toTime(value, calendar);
    }

    @Override
    public @Nullable Timestamp getTimestamp(@Nullable Calendar calendar) throws SQLException {
        Object value = source.value();
        return value == null ? null : TemporalConversions.toTimestamp(value, calendar);
    }

    /** The value in the class that the column's metadata names: java.sql's for dates and times without a zone. */
    @Override
    public @Nullable Object getObject() throws SQLException {
        Object value = source.value();
        if (value instanceof LocalDateTime) {
            return TemporalConversions.toTimestamp(value, null);
        } else if (value instanceof LocalDate) {
            return TemporalConversions.toDate(value, null);
        } else if (value instanceof LocalTime) {
            return TemporalConversions.toTime(value, null);
        }
        return value;
    }

    @Override
    public @Nullable Object getObject(@Nullable Map<String, Class<?>> map) throws SQLException {
        return getObject();
    }

    @Override
    public <T> @Nullable T getObject(Class<T> type) throws SQLException {
        Object value = source.value();
        return value == null ? null : type.cast(as(value, type));
    }

    private Object as(Object value, Class<?> type) throws SQLException {
        if (type.isInstance(value) && type != Object.class) {
            return value;
        }
        Object javaTime = TemporalConversions.toJavaTime(value, type);
        if (javaTime != null) {
            return javaTime;
        } else if (type == String.class) {
            return Conversions.toText(value);
        } else if (type == Long.class) {
            return getLong();
        } else if (type == Integer.class) {
            return getInt();
        } else if (type == Short.class) {
            return getShort();
        } else if (type == Byte.class) {
            return getByte();
        } else if (type == Double.class) {
            return getDouble();
        } else if (type == Float.class) {
            return getFloat();
        } else if (type == Boolean.class) {
            return getBoolean();
        } else if (type == BigDecimal.class) {
            return Conversions.toBigDecimal(value);
        } else if (type == java.math.BigInteger.class) {
            return Conversions.toBigDecimal(value).toBigInteger();
        } else if (type == byte[].class) {
            return Conversions.toBytes(value);
        } else if (type == Timestamp.class || type == java.util.Date.class) {
            return TemporalConversions.toTimestamp(value, null);
        } else if (type == Date.class) {
            return TemporalConversions.toDate(value, null);
        } else if (type == Time.class) {
            return TemporalConversions.toTime(value, null);
        } else if (type == Object.class) {
            Object own = getObject();
            return own == null ? value : own;
        }
        throw Conversions.notConvertible(value, type.getName());
    }

    @Override
    public @Nullable InputStream getAsciiStream() throws SQLException {
        String text = getString();
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public @Nullable InputStream getUnicodeStream() throws SQLException {
        String text = getString();
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable InputStream getBinaryStream() throws SQLException {
        byte[] bytes = getBytes();
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    @Override
    public @Nullable Reader getCharacterStream() throws SQLException {
        String text = getString();
        return text == null ? null : new StringReader(text);
    }

    @Override
    public @Nullable Reader getNCharacterStream() throws SQLException {
        return getCharacterStream();
    }

    @Override
    public UByte getUByte() throws SQLException {
        return UByte.valueOf(getShort());
    }

    @Override
    public UShort getUShort() throws SQLException {
        return UShort.valueOf(getInt());
    }

    @Override
    public UInteger getUInt() throws SQLException {
        return UInteger.valueOf(getLong());
    }

    @Override
    public ULong getULong() throws SQLException {
        BigDecimal value = getBigDecimal();
        return ULong.valueOf(value == null ? java.math.BigInteger.ZERO : value.toBigInteger());
    }

    private static SQLException unsupported() {
        return new SQLFeatureNotSupportedException("No column has values of this kind", "0A000");
    }

    @Override
    public Ref getRef() throws SQLException {
        throw unsupported();
    }

    @Override
    public Blob getBlob() throws SQLException {
        throw unsupported();
    }

    @Override
    public Clob getClob() throws SQLException {
        throw unsupported();
    }

    @Override
    public Array getArray() throws SQLException {
        throw unsupported();
    }

    @Override
    public Struct getStruct() throws SQLException {
        throw unsupported();
    }

    @Override
    public URL getURL() throws SQLException {
        throw unsupported();
    }

    @Override
    public NClob getNClob() throws SQLException {
        throw unsupported();
    }

    @Override
    public SQLXML getSQLXML() throws SQLException {
        throw unsupported();
    }
}
