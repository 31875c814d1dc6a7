package io.thresher.storage.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.FileSystem;
import io.thresher.storage.scan.Split;
import io.thresher.storage.text.ByteSource;
import io.thresher.storage.text.ByteSources;
import java.io.IOException;

/** How one file lies on disk: with an object a line, or as a document of objects that may take several lines. */
record JsonLayout(JsonOptions options, boolean lines) {
    /** Tells the layout by the file's first bytes: a document starts with an array, or its first line is not an object. */
    static JsonLayout of(byte[] head, JsonOptions options) {
        int start = 0;
        while (start < head.length && !isText(head[start])) {
            start++;
        }
        if (start == head.length || head[start] != '{') {
            return new JsonLayout(options, start == head.length || head[start] != '[');
        }
        int end = start;
        while (end < head.length && head[end] != '\n') {
            end++;
        }
        boolean cut = end == head.length;
        return new JsonLayout(options, cut || isOneObject(head, start, end) || !startsDocument(head, start));
    }

    /** White space, and the bytes of a byte order mark. */
    private static boolean isText(byte b) {
        return b > ' ';
    }

    private static boolean isOneObject(byte[] head, int start, int end) {
        try (JsonParser parser = new JsonFactory().createParser(head, start, end - start)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether an object that does not end on its line ends at all: else the line is simply malformed. */
    private static boolean startsDocument(byte[] head, int start) {
        return isOneObject(head, start, head.length);
    }

    /** Opens the text of a split. */
    ByteSource open(FileSystem fileSystem, Split split) {
        return isSplittable(split.file())
                ? ByteSources.openRange(fileSystem, split.file(), split.start(), split.start() + split.length())
                : ByteSources.open(fileSystem, split.file(), options.charset());
    }

    boolean isSplittable(FileStatus file) {
        return lines && ByteSources.isSplittable(file, options.charset());
    }
}
