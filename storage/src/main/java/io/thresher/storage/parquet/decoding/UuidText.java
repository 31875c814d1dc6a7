package io.thresher.storage.parquet.decoding;

/** The canonical text of a UUID. */
final class UuidText {
    static final int LENGTH = 36;
    private static final String DIGITS = "0123456789abcdef";

    private UuidText() {}

    /** Writes the text of the 16 bytes at {@code offset} to {@code text}. */
    static void write(byte[] bytes, int offset, byte[] text) {
        int at = 0;
        for (int i = 0; i < 16; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                text[at++] = '-';
            }
            int value = bytes[offset + i] & 0xFF;
            text[at++] = (byte) DIGITS.charAt(value >>> 4);
            text[at++] = (byte) DIGITS.charAt(value & 15);
        }
    }
}
