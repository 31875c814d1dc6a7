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
        BadValuePolicy onError) {}
