package io.thresher.server.shell;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes keywords, and the names of schemas, tables and columns as the server had them when last asked. */
final class SqlCompleter implements Completer {
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    private final Connection connection;
    private final Executor background;
    private volatile Set<String> names = Set.of();

    SqlCompleter(Connection connection, Executor background) {
        this.connection = connection;
        this.background = background;
    }

    /** Asks the server for its names in the background. */
    void refresh() {
        background.execute(() -> {
            try {
                names = load();
            } catch (SQLException e) {
                // Completion is a comfort: the names of last time are better than an error in the prompt.
                return;
            }
        });
    }

    private Set<String> load() throws SQLException {
        Set<String> found = new TreeSet<>();
        try (ResultSet columns = connection.getMetaData().getColumns(null, null, null, null)) {
            while (columns.next()) {
                found.add(columns.getString("TABLE_SCHEM"));
                found.add(columns.getString("TABLE_NAME"));
                found.add(columns.getString("COLUMN_NAME"));
            }
        }
        return found;
    }

    /** A name as it must be written: in quotes unless it is one plain word. */
    private static String quoted(String name) {
        boolean plain = PLAIN_NAME.matcher(name).matches() && !SqlKeywords.contains(name);
        return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String typed = line.word().substring(0, line.wordCursor());
        int start = 0;
        for (int i = 0; i < typed.length(); i++) {
            if ("(,.=<>+-*/".indexOf(typed.charAt(i)) >= 0) {
                start = i + 1;
            }
        }
        String head = typed.substring(0, start);
        String prefix = typed.substring(start);
        String lower = prefix.toLowerCase(Locale.ROOT);
        for (String name : names) {
            if (name.toLowerCase(Locale.ROOT).startsWith(lower)) {
                candidates.add(new Candidate(head + quoted(name), name, "names", null, null, null, true));
            }
        }
        boolean upper = prefix.isEmpty() || Character.isUpperCase(prefix.charAt(0));
        for (String keyword : SqlKeywords.all()) {
            if (keyword.toLowerCase(Locale.ROOT).startsWith(lower)) {
                String word = upper ? keyword : keyword.toLowerCase(Locale.ROOT);
                candidates.add(new Candidate(head + word, word, "keywords", null, null, null, true));
            }
        }
    }
}
