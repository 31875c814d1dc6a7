package io.thresher.storage.parquet.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.StringHeap;
import io.thresher.batch.StringView;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;

/** Decoders give what parquet-java's encoders took, however many values are asked for at a time. */
class ValueDecodersTest {
    private static final int COUNT = 3000;
    private static final int[] STEPS = {1, 7, 8, 9, 31, 32, 33, 1024, 4096};

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final DecodeScratch scratch = new DecodeScratch();

    @Test
    void runLengthsOfEveryWidth() throws IOException {
        for (int width = 0; width <= 32; width++) {
            int[] values = new int[COUNT];
            var encoder =
                    new RunLengthBitPackingHybridEncoder(width, 64, 1 << 20, HeapByteBufferAllocator.getInstance());
            int run = 0;
            for (int i = 0; i < COUNT; i++) {
                run = random.nextInt(40) == 0 ? random.nextInt(60) : run - 1;
                values[i] = i > 0 && run > 0 ? values[i - 1] : (int) (random.nextInt() & (1L << width) - 1);
                encoder.writeInt(values[i]);
            }
            byte[] bytes = encoder.toBytes().toByteArray();
            for (int step : STEPS) {
                RunLengthDecoder decoder = new RunLengthDecoder();
                decoder.start(padded(bytes), 0, bytes.length, width);
                int[] read = new int[COUNT];
                for (int at = 0; at < COUNT; at += step) {
                    decoder.decode(read, at, Math.min(step, COUNT - at));
                }
                assertThat(read)
                        .as("seed " + seed + ", width " + width + ", step " + step)
                        .isEqualTo(values);
            }
        }
    }

    @Test
    void deltaPackedNumbers() throws IOException {
        for (int width = 1; width <= 64; width += 3) {
            long[] values = new long[COUNT];
            ValuesWriter longs =
                    new DeltaBinaryPackingValuesWriterForLong(64, 1 << 20, HeapByteBufferAllocator.getInstance());
            ValuesWriter ints =
                    new DeltaBinaryPackingValuesWriterForInteger(64, 1 << 20, HeapByteBufferAllocator.getInstance());
            for (int i = 0; i < COUNT; i++) {
                values[i] = random.nextLong() >> (64 - width);
                longs.writeLong(values[i]);
                ints.writeInteger((int) values[i]);
            }
            checkNumbers(longs, FileType.INT64, Conversion.INT64, PageEncoding.DELTA_BINARY_PACKED, values);
            long[] narrow = Arrays.stream(values).map(v -> (int) v).toArray();
            checkNumbers(ints, FileType.INT32, Conversion.INT32, PageEncoding.DELTA_BINARY_PACKED, narrow);
        }
    }

    @Test
    void streamSplitNumbers() throws IOException {
        long[] values = random.longs(COUNT).toArray();
        ValuesWriter longs = new ByteStreamSplitValuesWriter.LongByteStreamSplitValuesWriter(
                64, 1 << 20, HeapByteBufferAllocator.getInstance());
        for (long value : values) {
            longs.writeLong(value);
        }
        checkNumbers(longs, FileType.INT64, Conversion.INT64, PageEncoding.BYTE_STREAM_SPLIT, values);
    }

    private void checkNumbers(
            ValuesWriter writer, FileType type, Conversion conversion, PageEncoding encoding, long[] values)
            throws IOException {
        byte[] bytes = writer.getBytes().toByteArray();
        boolean isLong = conversion == Conversion.INT64;
        try (MemoryPool pool = new MemoryPool(1 << 24);
                QueryMemory memory = pool.openQuery("test", 1 << 24);
                StringHeap heap = new StringHeap(memory);
                Column column = Column.flat(isLong ? DataType.BIGINT : DataType.INTEGER, memory, 4096)) {
            for (int step : STEPS) {
                ValueDecoder decoder =
                        ValueDecoders.open(encoding, new ValueLayout(type, 0, conversion), scratch, heap);
                decoder.start(padded(bytes), 0, bytes.length);
                for (int at = 0; at < COUNT; at += step) {
                    int n = Math.min(step, COUNT - at);
                    boolean skips = random.nextInt(4) == 0;
                    if (skips) {
                        decoder.skip(n);
                        continue;
                    }
                    decoder.decode(column.dataAddress(), n);
                    for (int i = 0; i < n; i++) {
                        long read = isLong
                                ? RawMemory.getLong(column.dataAddress() + 8L * i)
                                : RawMemory.getInt(column.dataAddress() + 4L * i);
                        assertThat(read).as("seed " + seed + ", step " + step).isEqualTo(values[at + i]);
                    }
                }
            }
        }
    }

    @Test
    void deltaStrings() throws IOException {
        ValuesWriter lengths = new DeltaLengthByteArrayValuesWriter(64, 1 << 20, HeapByteBufferAllocator.getInstance());
        ValuesWriter prefixes = new DeltaByteArrayWriter(64, 1 << 20, HeapByteBufferAllocator.getInstance());
        byte[][] values = new byte[COUNT][];
        for (int i = 0; i < COUNT; i++) {
            int kept = i == 0 ? 0 : random.nextInt(values[i - 1].length + 1);
            values[i] = i == 0 ? new byte[0] : Arrays.copyOf(values[i - 1], Math.min(40, kept + random.nextInt(20)));
            for (int k = kept; k < values[i].length; k++) {
                values[i][k] = (byte) random.nextInt(256);
            }
            lengths.writeBytes(Binary.fromConstantByteArray(values[i]));
            prefixes.writeBytes(Binary.fromConstantByteArray(values[i]));
        }
        checkStrings(lengths, PageEncoding.DELTA_LENGTH_BYTE_ARRAY, values);
        checkStrings(prefixes, PageEncoding.DELTA_BYTE_ARRAY, values);
    }

    private void checkStrings(ValuesWriter writer, PageEncoding encoding, byte[][] values) throws IOException {
        byte[] bytes = writer.getBytes().toByteArray();
        ValueLayout layout = new ValueLayout(FileType.BYTE_ARRAY, 0, Conversion.BYTES_TO_VIEW);
        try (MemoryPool pool = new MemoryPool(1 << 24);
                QueryMemory memory = pool.openQuery("test", 1 << 24);
                StringHeap heap = new StringHeap(memory);
                Column column = Column.flat(DataType.VARBINARY, memory, 4096)) {
            for (int step : STEPS) {
                ValueDecoder decoder = ValueDecoders.open(encoding, layout, scratch, heap);
                decoder.start(padded(bytes), 0, bytes.length);
                for (int at = 0; at < COUNT; at += step) {
                    heap.reset();
                    int n = Math.min(step, COUNT - at);
                    if (random.nextInt(4) == 0) {
                        decoder.skip(n);
                        continue;
                    }
                    decoder.decode(column.dataAddress(), n);
                    for (int i = 0; i < n; i++) {
                        assertThat(StringView.bytes(column.dataAddress() + 16L * i))
                                .as("seed " + seed + ", step " + step)
                                .isEqualTo(values[at + i]);
                    }
                }
            }
        }
    }

    private static byte[] padded(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + ValueDecoder.SLACK_BYTES);
    }
}
