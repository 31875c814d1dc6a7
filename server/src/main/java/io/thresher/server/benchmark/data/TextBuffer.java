package io.thresher.server.benchmark.data;

import java.nio.charset.StandardCharsets;

/** Builds one short ASCII text after the other without garbage. One thread. */
final class TextBuffer {
    private static final int MAX_BYTES = 512;

    private final byte[] bytes = new byte[MAX_BYTES];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    TextBuffer clear() {
        length = 0;
        return this;
    }

    TextBuffer append(char c) {
        bytes[length++] = (byte) c;
        return this;
    }

    TextBuffer append(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
        return this;
    }

    /** Appends a number that is not negative, with zeros in front up to {@code minDigits}. */
    TextBuffer append(long number, int minDigits) {
        int digits = 1;
        for (long rest = number / 10; rest != 0; rest /= 10) {
            digits++;
        }
        int width = Math.max(digits, minDigits);
        long rest = number;
        for (int i = width - 1; i >= 0; i--) {
            bytes[length + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += width;
        return this;
    }

    /** Appends {@code count} small letters, of which {@code seed} says which. */
    TextBuffer appendLetters(int count, long seed) {
        long state = seed;
        long word = 0;
        for (int i = 0; i < count; i++) {
            // Twelve letters a word: 26 to the 12th is less than 2 to the 63rd.
            if (i % 12 == 0) {
                state += 0x9E3779B97F4A7C15L;
                word = Scramble.mix(state) >>> 1;
            }
            bytes[length++] = (byte) ('a' + word % 26);
            word /= 26;
        }
        return this;
    }
}
