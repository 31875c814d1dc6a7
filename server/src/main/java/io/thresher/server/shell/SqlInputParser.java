package io.thresher.server.shell;

import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;

/** Lets JLine read on until a statement has its semicolon; a line that starts with a backslash is a command of one line. */
final class SqlInputParser implements Parser {
    private final DefaultParser words =
            new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && !isComplete(line)) {
            throw new EOFError(-1, cursor, "statement goes on", "more");
        }
        return words.parse(line, cursor, context);
    }

    private static boolean isComplete(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("\\") || isWord(text)) {
            return true;
        }
        return StatementSplitter.split(line).rest().isEmpty();
    }

    private static boolean isWord(String text) {
        return List.of("exit", "quit", "help").contains(text.toLowerCase(java.util.Locale.ROOT));
    }
}
