package io.thresher.server.benchmark.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.server.benchmark.worker.Answer;
import io.thresher.server.benchmark.worker.ColumnAnswer;
import io.thresher.server.benchmark.worker.Outcome;
import io.thresher.server.benchmark.worker.WorkerLines;
import java.util.ArrayList;
import java.util.List;

/** Another engine in its worker process. */
final class PeerProcess implements Engine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final ChildProcess process;
    private final boolean hasMemory;
    private final String version;
    private final long startNanos;
    private long loadNanos;

    /** Waits until the worker is ready. {@code hasMemory} is false if the engine proper runs elsewhere. */
    PeerProcess(String name, ChildProcess process, boolean hasMemory, long startedNanos) {
        this.name = name;
        this.process = process;
        this.hasMemory = hasMemory;
        this.version = parse(process.readLine()).path("version").asText();
        this.startNanos = System.nanoTime() - startedNanos;
    }

    /** Runs statements and makes tables before anything is measured. */
    void prepare(List<String> statements, BenchmarkTables tables) {
        long start = System.nanoTime();
        statements.forEach(sql -> mustSucceed(send(WorkerLines.EXECUTE, sql)));
        tables.files()
                .forEach((table, file) -> mustSucceed(send(WorkerLines.TABLE, table + WorkerLines.SEPARATOR + file)));
        loadNanos = System.nanoTime() - start;
    }

    private void mustSucceed(Outcome outcome) {
        if (outcome.error() != null) {
            throw Failures.of(name, outcome.error());
        }
    }

    private Outcome send(String verb, String text) {
        process.writeLine(verb + " " + WorkerLines.escape(text));
        JsonNode reply = parse(process.readLine());
        if (reply.has("error")) {
            return new Outcome(0, null, reply.path("error").asText());
        }
        return new Outcome(reply.path("nanos").asLong(), reply.has("rows") ? answer(reply) : null, null);
    }

    private static Answer answer(JsonNode reply) {
        List<ColumnAnswer> columns = new ArrayList<>();
        for (JsonNode column : reply.path("columns")) {
            columns.add(new ColumnAnswer(
                    ColumnAnswer.Kind.valueOf(column.path("kind").asText()),
                    column.path("nulls").asLong(),
                    column.path("hash").asLong(),
                    column.path("scale").asInt(),
                    column.path("sum").asDouble(),
                    column.path("weighted").asDouble(),
                    column.path("magnitude").asDouble()));
        }
        return new Answer(reply.path("rows").asLong(), reply.path("rowHash").asLong(), columns);
    }

    private JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new EngineException(ErrorCode.INTERNAL_ERROR, "Worker does not keep to the protocol: " + name, e);
        }
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Outcome answer(String sql) {
        return send(WorkerLines.ANSWER, sql);
    }

    @Override
    public Outcome time(String sql) {
        return send(WorkerLines.TIME, sql);
    }

    @Override
    public long startNanos() {
        return startNanos;
    }

    @Override
    public long loadNanos() {
        return loadNanos;
    }

    @Override
    public long processorNanos() {
        return process.processorNanos();
    }

    @Override
    public long peakBytes() {
        return hasMemory ? process.peakBytes() : 0;
    }

    @Override
    public void close() {
        process.close();
    }
}
