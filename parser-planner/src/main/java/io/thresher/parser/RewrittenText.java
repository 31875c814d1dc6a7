package io.thresher.parser;

import java.util.ArrayList;
import java.util.List;

/** Text made from other text token by token, that remembers where each token came from. */
final class RewrittenText {
    private final StringBuilder text = new StringBuilder();
    private final List<int[]> places = new ArrayList<>();
    private int line = 1;
    private int lineStart;

    /** Appends a token that stands for what is at {@code sourceOffset}. Tokens are kept apart by a blank or line end. */
    void append(String token, int sourceOffset) {
        if (text.length() - lineStart > 4000) {
            // Calcite's parser finds a position by line and column; short lines keep the look-up of errors cheap.
            text.append('\n');
            line++;
            lineStart = text.length();
        } else if (!text.isEmpty()) {
            text.append(' ');
        }
        places.add(new int[] {line, text.length() - lineStart + 1, sourceOffset});
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            text.append(c);
            if (c == '\n') {
                line++;
                lineStart = text.length();
            }
        }
    }

    /** Where the text at a line and column (from one) came from. */
    int sourceOffset(int atLine, int atColumn) {
        int found = 0;
        for (int[] place : places) {
            if (place[0] > atLine || (place[0] == atLine && place[1] > atColumn)) {
                break;
            }
            found = place[2];
        }
        return found;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
