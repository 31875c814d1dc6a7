package io.thresher.storage.memorystore.column;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Gives rows to a {@link ColumnBuilder} in batches, which are overwritten as soon as they are given. */
final class SourceBatches {
    /** How the batches are encoded. */
    enum Shape {
        FLAT,
        CONSTANT,
        DICTIONARY,
        CHANGING_DICTIONARY,
        DICTIONARY_WITHOUT_ID,
        MIXED
    }

    private final DataType type;
    private final List<Object> domain;
    private final Shape shape;
    private final QueryMemory memory;
    private final Random random;
    private @Nullable Dictionary dictionary;
    private long lastId;

    /** Rows are values of {@code domain}, or null; the batches lie in {@code memory}. */
    SourceBatches(DataType type, List<Object> domain, Shape shape, QueryMemory memory, Random random) {
        this.type = type;
        this.domain = domain;
        this.shape = shape;
        this.memory = memory;
        this.random = random;
    }

    private record Dictionary(Column column, Map<Object, Integer> codes, long id) {}

    /** Gives {@code rows} to the builder and answers them as they were given: alike throughout a batch that is CONSTANT. */
    List<@Nullable Object> give(List<@Nullable Object> rows, ColumnBuilder builder) {
        List<@Nullable Object> given = new ArrayList<>();
        try {
            while (given.size() < rows.size()) {
                int most = Math.min(ColumnBatch.MAX_ROWS, rows.size() - given.size());
                int count = random.nextInt(3) == 0 ? 1 + random.nextInt(most) : most;
                List<@Nullable Object> batch = rows.subList(given.size(), given.size() + count);
                Shape now = shape == Shape.MIXED ? Shape.values()[random.nextInt(Shape.MIXED.ordinal())] : shape;
                given.addAll(giveBatch(batch, now, builder));
            }
        } finally {
            endDictionary();
        }
        return given;
    }

    private List<@Nullable Object> giveBatch(List<@Nullable Object> batch, Shape now, ColumnBuilder builder) {
        switch (now) {
            case FLAT -> {
                Column column = TestValues.flat(type, batch, memory);
                give(column, batch.size(), batch.size(), builder);
            }
            case CONSTANT -> {
                Column column = TestValues.flat(type, Collections.singletonList(batch.get(0)), memory);
                constant(column, batch.get(0) == null);
                give(column, 1, batch.size(), builder);
                return Collections.nCopies(batch.size(), batch.get(0));
            }
            case DICTIONARY ->
                giveCodes(batch, dictionary == null || random.nextInt(10) > 8 && shape == Shape.MIXED, builder);
            case CHANGING_DICTIONARY -> giveCodes(batch, dictionary == null || random.nextInt(3) == 0, builder);
            case DICTIONARY_WITHOUT_ID -> {
                endDictionary();
                dictionary = dictionary(0);
                giveCodes(batch, false, builder);
                endDictionary();
            }
            case MIXED -> throw new IllegalStateException();
        }
        return batch;
    }

    private static void constant(Column column, boolean isNull) {
        column.resetConstant();
        if (isNull) {
            column.setNull(0, 1);
        }
    }

    private static void give(Column column, int held, int count, ColumnBuilder builder) {
        try {
            builder.add(column, count);
        } finally {
            TestValues.scramble(column, held);
        }
    }

    private void giveCodes(List<@Nullable Object> batch, boolean changes, ColumnBuilder builder) {
        if (changes) {
            endDictionary();
            dictionary = dictionary(++lastId);
        }
        Dictionary now = dictionary;
        Column codes = new Column(type, memory);
        codes.ensureCapacity(batch.size());
        codes.resetDictionary(now.column(), now.codes().size(), now.id());
        for (int i = 0; i < batch.size(); i++) {
            Object value = batch.get(i);
            RawMemory.putInt(
                    codes.dataAddress() + 4L * i,
                    value == null ? 0 : now.codes().get(value));
            if (value == null) {
                codes.setNull(i, batch.size());
            }
        }
        try {
            builder.add(codes, batch.size());
        } finally {
            RawMemory.fill(codes.dataAddress(), 4L * batch.size(), (byte) 0x11);
            codes.close();
        }
    }

    /** A dictionary of the whole domain in random order. */
    private Dictionary dictionary(long id) {
        List<@Nullable Object> entries = new ArrayList<>(domain);
        Collections.shuffle(entries, random);
        Map<Object, Integer> codes = new HashMap<>();
        entries.forEach(entry -> codes.put(entry, codes.size()));
        // A Parquet chunk of NULLs has a dictionary without entries, and without memory, of texts.
        Column column = entries.isEmpty() && type.physicalType() == PhysicalType.VIEW
                ? new Column(type, memory)
                : TestValues.flat(type, entries, memory);
        return new Dictionary(column, codes, id);
    }

    private void endDictionary() {
        if (dictionary != null) {
            TestValues.scramble(dictionary.column(), dictionary.codes().size());
            dictionary = null;
        }
    }
}
