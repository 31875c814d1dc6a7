package io.thresher.execution.sort;

import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.SortKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the parts of a normalised sort key lie in an entry. An entry is a number of 64-bit words that order as unsigned
 * numbers, the most significant first, followed by one word that says which row it is. Each key part is a byte for NULL
 * (left out if the column has none) and the value in a form whose bytes order as the values do, inverted if descending;
 * of text only a prefix, so that entries equal up to there are compared by the rows themselves.
 */
final class SortKeyLayout {
    /** Bytes of text that a key holds: much text begins alike ("Customer#0000..."), so more than the usual 8. */
    static final int TEXT_PREFIX_BYTES = 16;

    private final List<Part> parts = new ArrayList<>();
    private final List<Part> textParts = new ArrayList<>();
    private final int words;
    private final int radixBytes;

    /** Makes the layout for {@code keys} over rows of {@code schema}. */
    SortKeyLayout(List<SortKey> keys, List<Field> schema) {
        int offset = 0;
        for (SortKey key : keys) {
            Field field = schema.get(key.column());
            Part part = new Part(key, field.type(), offset, field.nullable());
            parts.add(part);
            if (part.isText()) {
                textParts.add(part);
            }
            offset = part.end();
        }
        this.words = (offset + 7) >>> 3;
        this.radixBytes = textParts.isEmpty() ? offset : textParts.get(0).end();
    }

    /** One sort key's place: {@code offset} is that of the NULL byte if there is one, else of the value. */
    record Part(SortKey key, DataType type, int offset, boolean hasNullByte) {
        int valueOffset() {
            return hasNullByte ? offset + 1 : offset;
        }

        int valueBytes() {
            return isText() ? TEXT_PREFIX_BYTES : type.physicalType().bytes();
        }

        int end() {
            return valueOffset() + valueBytes();
        }

        boolean isText() {
            return type.physicalType() == PhysicalType.VIEW;
        }
    }

    List<Part> parts() {
        return parts;
    }

    List<Part> textParts() {
        return textParts;
    }

    /** Words of the key, without the word for the row. */
    int words() {
        return words;
    }

    /** Bytes of an entry. */
    int entryBytes() {
        return (words + 1) << 3;
    }

    /** Leading key bytes whose order is the rows' order as far as it goes. */
    int radixBytes() {
        return radixBytes;
    }
}
