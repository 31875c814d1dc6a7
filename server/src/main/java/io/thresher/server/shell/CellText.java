package io.thresher.server.shell;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes one value as text: decimals without exponent, bytes as {@code \x...}, the rest as JDBC does. */
final class CellText {
    private CellText() {}

    /** The text of a value, or null for SQL NULL. */
    static @Nullable String of(ResultSet rows, int column, int jdbcType) throws SQLException {
        if (jdbcType == Types.DECIMAL) {
            BigDecimal value = rows.getBigDecimal(column);
            return value == null ? null : value.toPlainString();
        }
        if (jdbcType == Types.VARBINARY) {
            byte[] value = rows.getBytes(column);
            return value == null ? null : "\\x" + HexFormat.of().formatHex(value);
        }
        return rows.getString(column);
    }
}
