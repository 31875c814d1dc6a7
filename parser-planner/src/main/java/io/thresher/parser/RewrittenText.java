package io.thresher.parser;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text made from other text piece by piece, that remembers where each piece came from. Pieces are kept apart by a blank;
 * lines are kept short, as Calcite finds a position by line and column.
 */
final class RewrittenText {
    private static final int LINE_LENGTH = 4000;

    /** A token, or a literal of several, and the place in the source that it stands for. */
    private record Piece(String text, int source) {}

    /** Where a piece begins in the rendered text. */
    private record Place(int line, int column, int source) {}

    private final List<Piece> pieces = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private @Nullable String rendered;

    /** Appends a piece that stands for what is at {@code source}. */
    void append(String text, int source) {
        pieces.add(new Piece(text, source));
    }

    /** Puts a piece before the piece at {@code index}. */
    void insert(int index, String text) {
        pieces.add(
                index, new Piece(text, index < pieces.size() ? pieces.get(index).source() : 0));
    }

    /** Takes the last piece away again. */
    void removeLast() {
        pieces.remove(pieces.size() - 1);
    }

    int size() {
        return pieces.size();
    }

    String piece(int index) {
        return pieces.get(index).text();
    }

    /** Where the text at a line and column (from one) came from. */
    int sourceOffset(int atLine, int atColumn) {
        int found = 0;
        for (Place place : places) {
            if (place.line() > atLine || (place.line() == atLine && place.column() > atColumn)) {
                break;
            }
            found = place.source();
        }
        return found;
    }

    /** The whole text; no piece may be added afterwards. */
    @Override
    public String toString() {
        if (rendered == null) {
            rendered = render();
        }
        return rendered;
    }

    private String render() {
        StringBuilder text = new StringBuilder();
        int line = 1;
        int lineStart = 0;
        for (Piece piece : pieces) {
            if (text.length() - lineStart > LINE_LENGTH) {
                text.append('\n');
                line++;
                lineStart = text.length();
            } else if (!text.isEmpty()) {
                text.append(' ');
            }
            places.add(new Place(line, text.length() - lineStart + 1, piece.source()));
            for (int i = 0; i < piece.text().length(); i++) {
                char c = piece.text().charAt(i);
                text.append(c);
                if (c == '\n') {
                    line++;
                    lineStart = text.length();
                }
            }
        }
        return text.toString();
    }
}
