package io.thresher.server.shell;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;

/** Prints an array of objects, one a row; numbers and booleans as such, NaN and infinities as strings, NULL as null. */
final class JsonPrinter implements RowPrinter {
    @Override
    public long print(ResultSet rows, PrintWriter output) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        String[] labels = RowPrinter.labels(metaData);
        long count = 0;
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(output)
                .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)
                .configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true)) {
            DefaultPrettyPrinter oneRowALine = new DefaultPrettyPrinter();
            oneRowALine.indentObjectsWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
            oneRowALine.indentArraysWith(com.fasterxml.jackson.core.util.DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
            json.setPrettyPrinter(oneRowALine);
            json.writeStartArray();
            while (rows.next()) {
                json.writeStartObject();
                for (int i = 0; i < labels.length; i++) {
                    json.writeFieldName(labels[i]);
                    writeValue(rows, i + 1, metaData.getColumnType(i + 1), json);
                }
                json.writeEndObject();
                count++;
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        output.println();
        return count;
    }

    private static void writeValue(ResultSet rows, int column, int type, JsonGenerator json)
            throws SQLException, IOException {
        switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> {
                long value = rows.getLong(column);
                if (rows.wasNull()) {
                    json.writeNull();
                } else {
                    json.writeNumber(value);
                }
            }
            case Types.REAL, Types.DOUBLE -> {
                double value = rows.getDouble(column);
                if (rows.wasNull()) {
                    json.writeNull();
                } else if (type == Types.REAL && Double.isFinite(value)) {
                    json.writeNumber((float) value);
                } else {
                    json.writeNumber(value);
                }
            }
            case Types.DECIMAL -> {
                java.math.BigDecimal value = rows.getBigDecimal(column);
                if (value == null) {
                    json.writeNull();
                } else {
                    json.writeNumber(value);
                }
            }
            case Types.BOOLEAN -> {
                boolean value = rows.getBoolean(column);
                if (rows.wasNull()) {
                    json.writeNull();
                } else {
                    json.writeBoolean(value);
                }
            }
            default -> json.writeString(CellText.of(rows, column, type));
        }
    }
}
