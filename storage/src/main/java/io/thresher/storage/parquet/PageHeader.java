package io.thresher.storage.parquet;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.parquet.decoding.PageEncoding;
import java.io.EOFException;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of itself. {@code headerBytes} is the length of the header, the body of {@code compressedBytes} follows.
 * For V2 pages {@code levelBytes} uncompressed bytes of repetition and definition levels start the body; {@code nullCount}
 * is -1 for V1. {@code encoding} is null where this reader does not know the number. Source: parquet.thrift.
 */
record PageHeader(
        Kind kind,
        int headerBytes,
        int uncompressedBytes,
        int compressedBytes,
        boolean hasCrc,
        int crc,
        int valueCount,
        @Nullable PageEncoding encoding,
        boolean bitPackedLevels,
        int nullCount,
        int repetitionBytes,
        int definitionBytes,
        boolean compressed) {

    /** The kinds of pages; OTHER ones are passed over. */
    enum Kind {
        DATA,
        DATA_V2,
        DICTIONARY,
        OTHER
    }

    private static final int LEGACY_BIT_PACKED = 4;

    /**
     * Reads the header at {@code offset}.
     *
     * @throws EOFException if the range ends before the header does
     */
    static PageHeader read(byte[] bytes, int offset, int end) throws EOFException {
        Parser parser = new Parser(new ThriftReader(bytes, offset, end));
        return parser.read(offset);
    }

    /** Collects the fields; most are optional in Thrift's eyes. */
    private static final class Parser {
        private final ThriftReader thrift;
        private int type = -1;
        private int uncompressedBytes = -1;
        private int compressedBytes = -1;
        private boolean hasCrc;
        private int crc;
        private int valueCount = -1;
        private int encoding = -1;
        private int levelEncoding = -1;
        private int nullCount = -1;
        private int definitionBytes;
        private int repetitionBytes;
        private boolean compressed = true;

        Parser(ThriftReader thrift) {
            this.thrift = thrift;
        }

        PageHeader read(int offset) throws EOFException {
            int id = 0;
            while ((id = thrift.nextField(id)) >= 0) {
                switch (id) {
                    case 1 -> type = thrift.readInt();
                    case 2 -> uncompressedBytes = thrift.readInt();
                    case 3 -> compressedBytes = thrift.readInt();
                    case 4 -> {
                        crc = thrift.readInt();
                        hasCrc = true;
                    }
                    case 5 -> readData();
                    case 7 -> readDictionary();
                    case 8 -> readDataV2();
                    default -> thrift.skip();
                }
            }
            Kind kind = kind();
            check(kind);
            return new PageHeader(
                    kind,
                    thrift.position() - offset,
                    uncompressedBytes,
                    compressedBytes,
                    hasCrc,
                    crc,
                    valueCount,
                    kind == Kind.OTHER ? null : encoding(encoding),
                    levelEncoding == LEGACY_BIT_PACKED,
                    nullCount,
                    repetitionBytes,
                    definitionBytes,
                    compressed);
        }

        private void readData() throws EOFException {
            thrift.checkStruct();
            int id = 0;
            while ((id = thrift.nextField(id)) >= 0) {
                switch (id) {
                    case 1 -> valueCount = thrift.readInt();
                    case 2 -> encoding = thrift.readInt();
                    case 3 -> levelEncoding = thrift.readInt();
                    default -> thrift.skip();
                }
            }
        }

        private void readDictionary() throws EOFException {
            thrift.checkStruct();
            int id = 0;
            while ((id = thrift.nextField(id)) >= 0) {
                switch (id) {
                    case 1 -> valueCount = thrift.readInt();
                    case 2 -> encoding = thrift.readInt();
                    default -> thrift.skip();
                }
            }
        }

        private void readDataV2() throws EOFException {
            thrift.checkStruct();
            int id = 0;
            while ((id = thrift.nextField(id)) >= 0) {
                switch (id) {
                    case 1 -> valueCount = thrift.readInt();
                    case 2 -> nullCount = thrift.readInt();
                    case 4 -> encoding = thrift.readInt();
                    case 5 -> definitionBytes = thrift.readInt();
                    case 6 -> repetitionBytes = thrift.readInt();
                    case 7 -> compressed = thrift.readBoolean();
                    default -> thrift.skip();
                }
            }
        }

        private Kind kind() {
            return switch (type) {
                case 0 -> Kind.DATA;
                case 2 -> Kind.DICTIONARY;
                case 3 -> Kind.DATA_V2;
                case 1 -> Kind.OTHER;
                default -> throw ThriftReader.damaged();
            };
        }

        private void check(Kind kind) {
            boolean sound = uncompressedBytes >= 0 && compressedBytes >= 0;
            if (kind != Kind.OTHER) {
                sound &= valueCount >= 0 && encoding >= 0;
            }
            if (kind == Kind.DATA_V2) {
                sound &= nullCount >= 0 && nullCount <= valueCount;
                sound &= definitionBytes >= 0 && repetitionBytes >= 0;
                long levels = (long) definitionBytes + repetitionBytes;
                sound &= levels <= compressedBytes && levels <= uncompressedBytes;
            }
            if (!sound) {
                throw ThriftReader.damaged();
            }
        }

        private static @Nullable PageEncoding encoding(int number) {
            return switch (number) {
                case 0 -> PageEncoding.PLAIN;
                case 2, 8 -> PageEncoding.DICTIONARY;
                case 3 -> PageEncoding.RLE;
                case 5 -> PageEncoding.DELTA_BINARY_PACKED;
                case 6 -> PageEncoding.DELTA_LENGTH_BYTE_ARRAY;
                case 7 -> PageEncoding.DELTA_BYTE_ARRAY;
                case 9 -> PageEncoding.BYTE_STREAM_SPLIT;
                default -> null;
            };
        }
    }

    boolean isData() {
        return kind == Kind.DATA || kind == Kind.DATA_V2;
    }

    /** The encoding, or an error if this reader has none of that number. */
    PageEncoding knownEncoding() {
        if (encoding == null) {
            throw new EngineException(ErrorCode.FILE_CORRUPT, "Page has an unknown encoding");
        }
        return encoding;
    }
}
