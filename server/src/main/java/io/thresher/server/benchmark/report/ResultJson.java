package io.thresher.server.benchmark.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a result as JSON: every single time, in milliseconds and in the order of the runs, besides medians, quartiles and ratios. */
public final class ResultJson {
    private final JsonGenerator json;
    private final BenchmarkResult result;

    private ResultJson(JsonGenerator json, BenchmarkResult result) {
        this.json = json;
        this.result = result;
    }

    /** The result as the text of a JSON object. */
    public static String of(BenchmarkResult result) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            new ResultJson(json, result).write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("suite", result.suite());
        json.writeStringField("scale", result.scale());
        json.writeStringField("started", result.started().toString());
        writeTexts("settings", result.settings());
        writeTexts("machine", result.machine());
        writeEngines();
        json.writeArrayFieldStart("queries");
        for (QueryResult query : result.queries()) {
            writeQuery(query);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeTexts(String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    private void writeEngines() throws IOException {
        json.writeArrayFieldStart("engines");
        for (EngineSummary engine : result.engines()) {
            json.writeStartObject();
            json.writeStringField("name", engine.name());
            json.writeStringField("version", engine.version());
            json.writeNumberField("start_ms", engine.startNanos() / 1e6);
            json.writeNumberField("tables_ms", engine.loadNanos() / 1e6);
            if (engine.peakBytes() > 0) {
                json.writeNumberField("peak_memory_bytes", engine.peakBytes());
            }
            for (Mode mode : Mode.values()) {
                writeNumber(
                        mode.label() + "_geomean_ms",
                        result.geometricMean(engine.name(), mode).orElse(Double.NaN));
                if (!engine.name().equals(result.ours())) {
                    writeNumber(
                            mode.label() + "_geomean_ratio",
                            result.geometricMeanRatio(engine.name(), mode).orElse(Double.NaN));
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeNumber(String name, double value) throws IOException {
        if (!Double.isNaN(value)) {
            json.writeNumberField(name, value);
        }
    }

    private void writeQuery(QueryResult query) throws IOException {
        json.writeStartObject();
        json.writeStringField("query", query.id());
        json.writeNumberField("rows", query.rows());
        json.writeObjectFieldStart("engines");
        for (Map.Entry<String, EngineResult> entry : query.engines().entrySet()) {
            json.writeObjectFieldStart(entry.getKey());
            writeProblem(entry.getValue().problem());
            for (Mode mode : Mode.values()) {
                Times times = entry.getValue().times().get(mode);
                if (times != null) {
                    writeTimes(query, entry.getKey(), mode, times);
                }
            }
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeStringField("sql", query.sql());
        json.writeEndObject();
    }

    private void writeProblem(@Nullable String problem) throws IOException {
        if (problem != null) {
            json.writeStringField("problem", problem);
        }
    }

    private void writeTimes(QueryResult query, String engine, Mode mode, Times times) throws IOException {
        json.writeObjectFieldStart(mode.label());
        json.writeNumberField("median_ms", times.medianMillis());
        json.writeNumberField("min_ms", times.minMillis());
        json.writeNumberField("quartile1_ms", times.quantileMillis(0.25));
        json.writeNumberField("quartile3_ms", times.quantileMillis(0.75));
        json.writeNumberField("max_ms", times.maxMillis());
        if (!engine.equals(result.ours())) {
            writeNumber("ratio", query.ratio(result.ours(), engine, mode).orElse(Double.NaN));
        }
        json.writeArrayFieldStart("runs_ms");
        for (long nanos : times.nanos()) {
            json.writeNumber(nanos / 1e6);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
