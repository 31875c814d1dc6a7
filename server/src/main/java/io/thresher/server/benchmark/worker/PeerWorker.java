package io.thresher.server.benchmark.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The main program of another engine's process: takes commands from standard input, one a line, and answers each with one line on
 * standard output, which belongs to it alone. Ends with its input, so it does not outlive who started it.
 */
public final class PeerWorker {
    private final StatementTarget target;
    private final PrintStream replies;

    private PeerWorker(StatementTarget target, PrintStream replies) {
        this.target = target;
        this.replies = replies;
    }

    /** Arguments: {@code jdbc}, the URL and the text that makes a table; or {@code spark}, threads and a folder. */
    public static void main(String[] arguments) throws Exception {
        PrintStream replies = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // What else writes to standard output would be taken for a reply.
        System.setOut(System.err);
        try (StatementTarget target = open(arguments)) {
            replies.println(WorkerLines.version(target.version()));
            new PeerWorker(target, replies).run();
        }
    }

    private static StatementTarget open(String[] arguments) throws Exception {
        return arguments[0].equals("spark")
                ? new SparkTarget(Integer.parseInt(arguments[1]), arguments[2])
                : new JdbcTarget(arguments[1], arguments[2]);
    }

    private void run() throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            int blank = line.indexOf(' ');
            replies.println(WorkerLines.outcome(
                    reply(line.substring(0, blank), WorkerLines.unescape(line.substring(blank + 1)))));
        }
    }

    private Outcome reply(String verb, String text) {
        try {
            switch (verb) {
                case WorkerLines.ANSWER -> {
                    return target.run(text, true);
                }
                case WorkerLines.TIME -> {
                    return target.run(text, false);
                }
                case WorkerLines.TABLE -> {
                    int separator = text.indexOf(WorkerLines.SEPARATOR);
                    target.makeTable(text.substring(0, separator), text.substring(separator + 1));
                }
                case WorkerLines.EXECUTE -> target.execute(text);
                default -> throw new IllegalArgumentException("Not a command: " + verb);
            }
            return new Outcome(0, null, null);
        } catch (Exception e) {
            String message = String.valueOf(e.getMessage());
            return Outcome.failed(message.lines().findFirst().orElse(e.toString()));
        }
    }
}
