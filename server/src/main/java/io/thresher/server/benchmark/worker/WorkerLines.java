package io.thresher.server.benchmark.worker;

import java.util.Locale;

/**
 * The lines between a worker and who started it. To the worker: a verb, a blank and a text in which line ends are escaped. From it: one
 * JSON object a command. Written by hand, because no library is on a worker's class path.
 */
public final class WorkerLines {
    public static final String ANSWER = "answer";
    public static final String EXECUTE = "execute";
    public static final String TABLE = "table";
    public static final String TIME = "time";
    /** Between the name and the path of a table. */
    public static final char SEPARATOR = '\t';

    private WorkerLines() {}

    /** A text without line ends. */
    public static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    static String unescape(String line) {
        StringBuilder text = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                i++;
                char escaped = line.charAt(i);
                text.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    static String version(String version) {
        return "{\"version\":" + quoted(version) + "}";
    }

    static String outcome(Outcome outcome) {
        if (outcome.error() != null) {
            return "{\"error\":" + quoted(outcome.error()) + "}";
        }
        StringBuilder json = new StringBuilder("{\"nanos\":").append(outcome.nanos());
        Answer answer = outcome.answer();
        if (answer != null) {
            json.append(",\"rows\":").append(answer.rows());
            json.append(",\"rowHash\":").append(answer.rowHash());
            json.append(",\"columns\":[");
            for (int i = 0; i < answer.columns().size(); i++) {
                json.append(i == 0 ? "" : ",").append(column(answer.columns().get(i)));
            }
            json.append(']');
        }
        return json.append('}').toString();
    }

    private static String column(ColumnAnswer column) {
        return "{\"kind\":\"" + column.kind() + "\",\"nulls\":" + column.nulls() + ",\"hash\":" + column.hash()
                + ",\"scale\":" + column.scale() + ",\"sum\":" + column.sum() + ",\"weighted\":" + column.weighted()
                + ",\"magnitude\":" + column.magnitude() + "}";
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
