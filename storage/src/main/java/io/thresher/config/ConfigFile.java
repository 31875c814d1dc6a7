package io.thresher.config;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a config file: lines {@code key = value} (or {@code key: value}), blocks {@code group { ... }} that prefix the
 * keys inside, values optionally in double quotes, comment lines that start with # or //. A later line wins.
 */
final class ConfigFile {
    private final Path file;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Deque<String> prefixes = new ArrayDeque<>();

    ConfigFile(Path file) {
        this.file = file;
        prefixes.push("");
    }

    Map<String, String> read() {
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith("//")) {
                readLine(line, i + 1);
            }
        }
        if (prefixes.size() > 1) {
            throw invalid("a block is not closed by }", lines.size());
        }
        return values;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new EngineException(ErrorCode.FILE_NOT_FOUND, "Config file not found: " + file, e);
        } catch (IOException e) {
            throw new EngineException(ErrorCode.FILE_READ_FAILED, "Config file cannot be read: " + file, e);
        }
    }

    private void readLine(String line, int number) {
        if (line.equals("}")) {
            if (prefixes.size() == 1) {
                throw invalid("a } closes no block", number);
            }
            prefixes.pop();
            return;
        }
        int separator = separator(line);
        if (separator < 0 && line.endsWith("{")) {
            prefixes.push(
                    prefixes.element() + line.substring(0, line.length() - 1).strip() + ".");
            return;
        }
        if (separator <= 0) {
            throw invalid("wanted is key = value", number);
        }
        String value = line.substring(separator + 1).strip();
        if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
            value = value.substring(1, value.length() - 1);
        }
        values.put(prefixes.element() + line.substring(0, separator).strip(), value);
    }

    private static int separator(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
    }

    private EngineException invalid(String reason, int line) {
        return new EngineException(
                ErrorCode.INVALID_OPTION_VALUE, "Config file is not valid; " + reason + ": " + file + ", line " + line);
    }
}
