package io.thresher.storage.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.text.TypeInference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names and types of the members of a sample's objects. Numbers with a point are DOUBLE; text is a date or timestamp if
 * all of it looks so, but never a number; nested values, and members of several kinds, are text. Names that differ in case
 * only are one member, called as it is first: reading finds a column by any of them, and takes the last if an object has two.
 */
final class JsonSchemaInference {
    private final Map<String, Member> members = new LinkedHashMap<>();
    private boolean any;

    /** Takes the object at whose start the parser is into account. */
    void add(JsonParser parser) throws IOException {
        any = true;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            Member member = members.computeIfAbsent(name.toLowerCase(Locale.ROOT), lower -> new Member(name));
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IOException("the JSON object has no end");
            }
            member.add(parser, token);
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new IOException("the JSON object has no end");
        }
    }

    boolean isEmpty() {
        return !any;
    }

    List<ColumnDefinition> columns() {
        List<ColumnDefinition> columns = new ArrayList<>();
        members.values().forEach(member -> columns.add(new ColumnDefinition(member.name, member.type(), true)));
        return columns;
    }

    /** What was seen of one member. */
    private static final class Member {
        private final String name;
        private final TypeInference numbers = new TypeInference();
        private final TypeInference texts = new TypeInference();
        private boolean booleans;
        private boolean nested;

        Member(String name) {
            this.name = name;
        }

        void add(JsonParser parser, JsonToken token) throws IOException {
            switch (token) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numbers.add(parser.getText());
                case VALUE_STRING -> texts.add(parser.getText());
                case VALUE_TRUE, VALUE_FALSE -> booleans = true;
                case START_OBJECT, START_ARRAY -> {
                    nested = true;
                    parser.skipChildren();
                }
                default -> {
                    // null says nothing of the type
                }
            }
        }

        DataType type() {
            DataType number = numbers.result();
            DataType text = texts.result();
            boolean anyNumber = number.kind() != TypeKind.NULL;
            boolean anyText = text.kind() != TypeKind.NULL;
            int kinds = (anyNumber ? 1 : 0) + (anyText ? 1 : 0) + (booleans ? 1 : 0) + (nested ? 1 : 0);
            if (kinds == 0) {
                return DataType.NULL;
            }
            if (kinds > 1 || nested) {
                return DataType.VARCHAR;
            }
            if (booleans) {
                return DataType.BOOLEAN;
            }
            if (anyNumber) {
                return number.isInteger() || (number.kind() == TypeKind.DECIMAL && number.scale() == 0)
                        ? number
                        : DataType.DOUBLE;
            }
            boolean time = text.kind() == TypeKind.DATE
                    || text.kind() == TypeKind.TIMESTAMP
                    || text.kind() == TypeKind.TIMESTAMP_TZ;
            return time ? text : DataType.VARCHAR;
        }
    }
}
