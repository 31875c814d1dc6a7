package io.thresher.storage.csv;

import io.thresher.storage.text.BadValuePolicy;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV file is written and read. {@code quote}, {@code escape} and {@code comment} are bytes, or -1 if there is
 * none; a quote inside quotes is always written twice too. {@code skipRows} lines come before the header or the data.
 * {@code nullText} is what stands for NULL without quotes; null means that an empty field does.
 */
record CsvDialect(
        byte delimiter,
        int quote,
        int escape,
        int comment,
        boolean header,
        int skipRows,
        @Nullable String nullText,
        Charset charset,
        BadValuePolicy onError) {
    /** What no byte of a file equals, signed or not: stands for the -1 of a missing byte in comparisons. */
    static final int NO_BYTE = 0x100;

    /** The quote to compare bytes with. */
    int comparableQuote() {
        return quote < 0 ? NO_BYTE : quote;
    }

    /** The escape to compare bytes with. */
    int comparableEscape() {
        return escape < 0 ? NO_BYTE : escape;
    }

    /** The comment's start to compare bytes with. */
    int comparableComment() {
        return comment < 0 ? NO_BYTE : comment;
    }
}
