package io.thresher.server.benchmark.engine;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.server.benchmark.program.Cleanup;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that was started here, with lines to and from it; what it writes to standard error goes to a file. Closing it ends it, and
 * so does the end of this program.
 */
final class ChildProcess implements AutoCloseable {
    private static final long END_SECONDS = 10;
    private static final int SHOWN_CHARACTERS = 300;

    private final String name;
    private final Process process;
    private final Path log;
    private final BufferedReader output;
    private final BufferedWriter input;
    private final Cleanup.Undo undo;

    private ChildProcess(String name, Process process, Path log, Cleanup cleanup) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.undo = cleanup.add(process::destroyForcibly);
    }

    /** Starts {@code command}; {@code name} is for messages. */
    static ChildProcess start(String name, List<String> command, Path log, Cleanup cleanup) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                    .start();
            return new ChildProcess(name, process, log, cleanup);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.INTERNAL_ERROR, "Process cannot be started: " + name + " (" + e.getMessage() + ")", e);
        }
    }

    /** The next line of standard output. */
    String readLine() {
        try {
            String line = output.readLine();
            if (line == null) {
                throw new EngineException(ErrorCode.INTERNAL_ERROR, "Process ended: " + name + lastWords());
            }
            return line;
        } catch (IOException e) {
            throw new EngineException(ErrorCode.INTERNAL_ERROR, "Process ended: " + name + lastWords(), e);
        }
    }

    void writeLine(String line) {
        try {
            input.write(line);
            input.newLine();
            input.flush();
        } catch (IOException e) {
            throw new EngineException(ErrorCode.INTERNAL_ERROR, "Process ended: " + name + lastWords(), e);
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            String error = lines.stream()
                    .filter(line -> line.contains("Exception") || line.contains("Error") || line.contains("ERROR"))
                    .findFirst()
                    .orElse(lines.isEmpty() ? "" : lines.get(lines.size() - 1));
            return ": " + error.substring(0, Math.min(SHOWN_CHARACTERS, error.length())) + " (more in " + log + ")";
        } catch (IOException e) {
            return "; its log cannot be read: " + log;
        }
    }

    /** Processor time used so far; 0 where the system does not tell. */
    long processorNanos() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** The largest resident size so far, in bytes; 0 where the system does not tell. */
    long peakBytes() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try {
            return Files.readAllLines(status, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            // It has just ended.
            return 0;
        }
    }

    /** Asks the process to end, and ends it if it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(END_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            undo.close();
        }
    }
}
