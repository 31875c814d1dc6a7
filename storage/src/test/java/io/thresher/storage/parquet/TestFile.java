package io.thresher.storage.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** Random rows of test columns and the way in which parquet-java writes them to a file. */
final class TestFile {
    /** How often a value is NULL, and in runs of what length. */
    enum NullPattern {
        REQUIRED,
        NONE,
        FEW,
        HALF,
        MOST,
        RUNS,
        ALL
    }

    final List<TestColumn> columns;
    final List<NullPattern> nulls = new ArrayList<>();
    /** By column, then row; null is NULL. */
    final Object[][] values;

    WriterVersion version = WriterVersion.PARQUET_1_0;
    CompressionCodecName codec = CompressionCodecName.SNAPPY;
    boolean dictionary = true;
    boolean streamSplit;
    boolean checksum;
    int pageBytes = 1 << 20;
    int pageRows = 20_000;
    int rowGroupRows = 1 << 20;
    int dictionaryBytes = 1 << 20;

    TestFile(List<TestColumn> columns, int rowCount, Random random) {
        this(columns, rowCount, random, null);
    }

    TestFile(List<TestColumn> columns, int rowCount, Random random, NullPattern pattern) {
        this.columns = columns;
        this.values = new Object[columns.size()][rowCount];
        for (int c = 0; c < columns.size(); c++) {
            NullPattern nullPattern =
                    pattern != null ? pattern : NullPattern.values()[random.nextInt(NullPattern.values().length)];
            nulls.add(nullPattern);
            boolean run = false;
            for (int row = 0; row < rowCount; row++) {
                run = random.nextInt(50) == 0 ? !run : run;
                boolean isNull = isNull(nullPattern, run, random);
                values[c][row] = isNull ? null : columns.get(c).generator().apply(random);
            }
        }
    }

    private static boolean isNull(NullPattern pattern, boolean run, Random random) {
        return switch (pattern) {
            case REQUIRED, NONE -> false;
            case FEW -> random.nextInt(10) == 0;
            case HALF -> random.nextBoolean();
            case MOST -> random.nextInt(10) != 0;
            case RUNS -> run;
            case ALL -> true;
        };
    }

    /** Changes the way of writing at random. */
    TestFile randomize(Random random) {
        CompressionCodecName[] codecs = {
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.GZIP,
            CompressionCodecName.ZSTD,
            CompressionCodecName.LZ4_RAW,
            CompressionCodecName.LZ4
        };
        version = random.nextBoolean() ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0;
        codec = codecs[random.nextInt(codecs.length)];
        dictionary = random.nextBoolean();
        streamSplit = random.nextInt(3) == 0;
        checksum = random.nextBoolean();
        pageBytes = 100 << random.nextInt(10);
        pageRows = 1 + random.nextInt(6000);
        rowGroupRows = 1 + random.nextInt(15000);
        dictionaryBytes = 100 << random.nextInt(10);
        return this;
    }

    int rowCount() {
        return values.length == 0 ? 0 : values[0].length;
    }

    /** What SQL should see at a place; null is NULL. */
    String expected(int column, int row) {
        Object value = values[column][row];
        return value == null ? null : columns.get(column).expected().apply(value);
    }

    String describe() {
        return "version " + version + ", codec " + codec + ", dictionary " + dictionary + ", streamSplit " + streamSplit
                + ", checksum " + checksum + ", pageBytes " + pageBytes + ", pageRows " + pageRows + ", rowGroupRows "
                + rowGroupRows + ", dictionaryBytes " + dictionaryBytes + ", nulls " + nulls;
    }

    void write(Path path) throws IOException {
        List<Type> fields = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            boolean required = nulls.get(c) == NullPattern.REQUIRED;
            fields.add(columns.get(c).schema(required ? Repetition.REQUIRED : Repetition.OPTIONAL));
        }
        MessageType schema = new MessageType("test", fields);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(path))
                .withType(schema)
                .withConf(new PlainParquetConfiguration())
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withCodecFactory(new TestCodecs())
                .withCompressionCodec(codec)
                .withWriterVersion(version)
                .withDictionaryEncoding(dictionary)
                .withByteStreamSplitEncoding(streamSplit)
                .withPageWriteChecksumEnabled(checksum)
                .withPageSize(pageBytes)
                .withPageRowCountLimit(pageRows)
                .withMinRowCountForPageSizeCheck(Math.min(100, pageRows))
                .withDictionaryPageSize(dictionaryBytes)
                .withRowGroupRowCountLimit(rowGroupRows)
                .build()) {
            for (int row = 0; row < rowCount(); row++) {
                writer.write(group(schema, row));
            }
        }
    }

    private Group group(MessageType schema, int row) {
        Group group = new SimpleGroup(schema);
        for (int c = 0; c < columns.size(); c++) {
            Object value = values[c][row];
            if (value instanceof Boolean v) {
                group.add(c, v);
            } else if (value instanceof Integer v) {
                group.add(c, v);
            } else if (value instanceof Long v) {
                group.add(c, v);
            } else if (value instanceof Float v) {
                group.add(c, v);
            } else if (value instanceof Double v) {
                group.add(c, v);
            } else if (value instanceof Binary v) {
                group.add(c, v);
            }
        }
        return group;
    }
}
