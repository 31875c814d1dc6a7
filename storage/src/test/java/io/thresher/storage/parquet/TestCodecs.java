package io.thresher.storage.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Compressors for parquet-java's writer without Hadoop's codecs. */
final class TestCodecs implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return new BytesInputCompressor() {
            @Override
            public BytesInput compress(BytesInput bytes) throws IOException {
                return BytesInput.from(compressed(codec, bytes.toByteArray()));
            }

            @Override
            public CompressionCodecName getCodecName() {
                return codec;
            }

            @Override
            public void release() {}
        };
    }

    static byte[] compressed(CompressionCodecName codec, byte[] plain) throws IOException {
        return switch (codec) {
            case UNCOMPRESSED -> plain;
            case SNAPPY -> Snappy.compress(plain);
            case ZSTD -> Zstd.compress(plain);
            case GZIP -> gzip(plain);
            case LZ4_RAW -> lz4(plain);
            case LZ4 -> hadoopLz4(plain);
            case BROTLI, LZO -> throw new IllegalArgumentException("Not written in tests: " + codec);
        };
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] lz4(byte[] plain) {
        var compressor = new io.airlift.compress.lz4.Lz4Compressor();
        byte[] out = new byte[compressor.maxCompressedLength(plain.length)];
        return Arrays.copyOf(out, compressor.compress(plain, 0, plain.length, out, 0, out.length));
    }

    private static byte[] hadoopLz4(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int step = 700;
        for (int at = 0; at < plain.length; at += step) {
            byte[] block = lz4(Arrays.copyOfRange(plain, at, Math.min(plain.length, at + step)));
            out.writeBytes(ByteBuffer.allocate(8)
                    .putInt(Math.min(step, plain.length - at))
                    .putInt(block.length)
                    .array());
            out.writeBytes(block);
        }
        return out.toByteArray();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void release() {}
}
