package io.thresher.storage.parquet.writing;

import io.thresher.batch.DataType;
import io.thresher.storage.catalog.ColumnDefinition;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/** The rows of a file as parquet-java reads them, as text. */
final class OracleRows {
    private OracleRows() {}

    static ParquetFileReader open(Path file) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .build();
        return ParquetFileReader.open(new LocalInputFile(file), options);
    }

    static List<List<@Nullable String>> of(Path file, List<ColumnDefinition> columns) throws IOException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (ParquetFileReader reader = open(file)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                RecordReader<Group> records = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(pages, new GroupRecordConverter(schema));
                for (long i = 0; i < pages.getRowCount(); i++) {
                    rows.add(row(records.read(), columns));
                }
            }
        }
        return rows;
    }

    private static List<@Nullable String> row(Group group, List<ColumnDefinition> columns) {
        List<@Nullable String> row = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            row.add(
                    group.getFieldRepetitionCount(c) == 0
                            ? null
                            : text(group, c, columns.get(c).type()));
        }
        return row;
    }

    private static String text(Group group, int c, DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> String.valueOf(group.getBoolean(c, 0));
            case TINYINT, SMALLINT, INTEGER -> String.valueOf(group.getInteger(c, 0));
            case BIGINT -> String.valueOf(group.getLong(c, 0));
            case REAL -> String.valueOf(group.getFloat(c, 0));
            case DOUBLE -> String.valueOf(group.getDouble(c, 0));
            case DATE -> LocalDate.ofEpochDay(group.getInteger(c, 0)).toString();
            case TIME -> LocalTime.ofNanoOfDay(group.getLong(c, 0) * 1000).toString();
            case TIMESTAMP -> timestamp(group.getLong(c, 0), type);
            case TIMESTAMP_TZ -> timestamp(group.getLong(c, 0), type) + "Z";
            case DECIMAL -> decimal(group, c, type).toPlainString();
            case CHAR, VARCHAR, VARBINARY -> new String(group.getBinary(c, 0).getBytes(), StandardCharsets.UTF_8);
            case NULL, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> throw new IllegalArgumentException("Not in files");
        };
    }

    private static BigDecimal decimal(Group group, int c, DataType type) {
        if (type.precision() <= 9) {
            return BigDecimal.valueOf(group.getInteger(c, 0), type.scale());
        }
        return type.precision() <= 18
                ? BigDecimal.valueOf(group.getLong(c, 0), type.scale())
                : new BigDecimal(new BigInteger(group.getBinary(c, 0).getBytes()), type.scale());
    }

    private static String timestamp(long value, DataType type) {
        long unit = type.isNanos() ? 1_000_000_000 : 1_000_000;
        int nanos = (int) (Math.floorMod(value, unit) * (1_000_000_000 / unit));
        return LocalDateTime.ofEpochSecond(Math.floorDiv(value, unit), nanos, ZoneOffset.UTC)
                .toString();
    }

    /** Decompressors without Hadoop's codecs. */
    private static final class Codecs implements CompressionCodecFactory {
        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            return new BytesInputDecompressor() {
                @Override
                public BytesInput decompress(BytesInput bytes, int length) throws IOException {
                    byte[] packed = bytes.toByteArray();
                    return BytesInput.from(
                            codec == CompressionCodecName.UNCOMPRESSED ? packed : Snappy.uncompress(packed));
                }

                @Override
                public void decompress(ByteBuffer input, int packedLength, ByteBuffer output, int length)
                        throws IOException {
                    byte[] packed = new byte[packedLength];
                    input.get(packed);
                    output.put(decompress(BytesInput.from(packed), length).toByteArray());
                }

                @Override
                public void release() {}
            };
        }

        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void release() {}
    }
}
