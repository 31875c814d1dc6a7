package io.thresher.storage.parquet.decoding;

import io.thresher.batch.StringHeap;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;

/** Picks the decoder for an encoding of a column's values. */
public final class ValueDecoders {
    private ValueDecoders() {}

    /**
     * A new decoder for pages of {@code encoding}, which is not DICTIONARY. {@code heap} keeps the bytes of long strings.
     *
     * @throws EngineException FILE_CORRUPT if the format does not allow the encoding for the type
     */
    public static ValueDecoder open(PageEncoding encoding, ValueLayout layout, DecodeScratch scratch, StringHeap heap) {
        Conversion conversion = layout.conversion();
        return switch (layout.fileType()) {
            case BOOLEAN -> booleans(encoding, scratch);
            case INT32 -> {
                boolean copies = encoding == PageEncoding.PLAIN && conversion == Conversion.INT32;
                yield copies
                        ? new PlainCopyDecoder(4)
                        : new StoredIntDecoder(ints(encoding, scratch), IntStore.of(conversion), scratch);
            }
            case INT64 -> {
                boolean copies = encoding == PageEncoding.PLAIN && conversion == Conversion.INT64;
                yield copies
                        ? new PlainCopyDecoder(8)
                        : new StoredLongDecoder(longs(encoding), LongStore.of(conversion), scratch);
            }
            case FLOAT -> new StoredIntDecoder(floats(encoding), IntStore.of(conversion), scratch);
            case DOUBLE -> doubles(encoding, conversion, scratch);
            case INT96 -> new StoredBinaryDecoder(fixed(encoding, 12, scratch), conversion, scratch, heap);
            case BYTE_ARRAY -> new StoredBinaryDecoder(binary(encoding, scratch), conversion, scratch, heap);
            case FIXED_LEN_BYTE_ARRAY ->
                new StoredBinaryDecoder(fixed(encoding, layout.fixedBytes(), scratch), conversion, scratch, heap);
        };
    }

    private static ValueDecoder booleans(PageEncoding encoding, DecodeScratch scratch) {
        return switch (encoding) {
            case PLAIN -> new PlainBooleanDecoder();
            case RLE -> new RunLengthBooleanDecoder(scratch);
            case DICTIONARY, DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY, BYTE_STREAM_SPLIT ->
                throw unfit(encoding, "BOOLEAN");
        };
    }

    private static IntDecoder ints(PageEncoding encoding, DecodeScratch scratch) {
        return switch (encoding) {
            case PLAIN -> new PlainIntDecoder();
            case DELTA_BINARY_PACKED -> new DeltaIntDecoder(scratch);
            case BYTE_STREAM_SPLIT -> new StreamSplitIntDecoder();
            case DICTIONARY, RLE, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY -> throw unfit(encoding, "INT32");
        };
    }

    private static LongDecoder longs(PageEncoding encoding) {
        return switch (encoding) {
            case PLAIN -> new PlainLongDecoder();
            case DELTA_BINARY_PACKED -> new DeltaBinaryPackedDecoder();
            case BYTE_STREAM_SPLIT -> new StreamSplitLongDecoder();
            case DICTIONARY, RLE, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY -> throw unfit(encoding, "INT64");
        };
    }

    private static IntDecoder floats(PageEncoding encoding) {
        return switch (encoding) {
            case PLAIN -> new PlainIntDecoder();
            case BYTE_STREAM_SPLIT -> new StreamSplitIntDecoder();
            case DICTIONARY, RLE, DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY ->
                throw unfit(encoding, "FLOAT");
        };
    }

    private static ValueDecoder doubles(PageEncoding encoding, Conversion conversion, DecodeScratch scratch) {
        return switch (encoding) {
            case PLAIN -> new PlainCopyDecoder(8);
            case BYTE_STREAM_SPLIT ->
                new StoredLongDecoder(new StreamSplitLongDecoder(), LongStore.of(conversion), scratch);
            case DICTIONARY, RLE, DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY ->
                throw unfit(encoding, "DOUBLE");
        };
    }

    private static BinaryDecoder binary(PageEncoding encoding, DecodeScratch scratch) {
        return switch (encoding) {
            case PLAIN -> new PlainBinaryDecoder();
            case DELTA_LENGTH_BYTE_ARRAY -> new DeltaLengthDecoder(scratch);
            case DELTA_BYTE_ARRAY -> new DeltaByteArrayDecoder(scratch);
            case DICTIONARY, RLE, DELTA_BINARY_PACKED, BYTE_STREAM_SPLIT -> throw unfit(encoding, "BYTE_ARRAY");
        };
    }

    private static BinaryDecoder fixed(PageEncoding encoding, int bytes, DecodeScratch scratch) {
        return switch (encoding) {
            case PLAIN -> new PlainFixedDecoder(bytes);
            case BYTE_STREAM_SPLIT -> new StreamSplitBinaryDecoder(bytes);
            case DELTA_BYTE_ARRAY -> new FixedLengthCheck(new DeltaByteArrayDecoder(scratch), bytes);
            case DICTIONARY, RLE, DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY ->
                throw unfit(encoding, "FIXED_LEN_BYTE_ARRAY");
        };
    }

    private static EngineException unfit(PageEncoding encoding, String type) {
        return new EngineException(
                ErrorCode.FILE_CORRUPT,
                "Encoding is not one that the format has for the type; encoding: " + encoding + ", type: " + type);
    }
}
