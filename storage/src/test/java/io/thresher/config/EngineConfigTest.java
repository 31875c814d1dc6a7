package io.thresher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineConfigTest {
    @TempDir
    Path folder;

    @Test
    void namesAndDefaultsArePinned() {
        assertThat(EngineOptions.all().stream().map(o -> o.name() + " = " + o.defaultText()))
                .containsExactly(
                        "data-dir = ~/.thresher",
                        "files.roots = ",
                        "memory-store = on",
                        "memory-store.max-bytes = 25% of the machine's memory",
                        "memory-store.min-scans = 2",
                        "memory.max-bytes = 50% of the machine's memory",
                        "query.max-memory = 50% of the machine's memory",
                        "query.threads = the number of cores",
                        "query.time-zone = the machine's time zone",
                        "query.timeout = 0",
                        "scan.text-sample-bytes = 1MB",
                        "scan.text-split-bytes = 8MB",
                        "server.allow-anonymous = false",
                        "server.host = 127.0.0.1",
                        "server.idle-timeout = 1h",
                        "server.max-connections = 1000",
                        "server.port = 8047");
        assertThat(EngineOptions.all().stream().filter(ConfigOption::isSession).map(ConfigOption::name))
                .containsExactly(
                        "memory-store", "query.max-memory", "query.threads", "query.time-zone", "query.timeout");
    }

    @Test
    void everyOptionIsDescribedInOneSentence() {
        for (ConfigOption<?> option : EngineOptions.all()) {
            assertThat(option.description()).as(option.name()).endsWith(".").hasSizeGreaterThan(20);
            assertThat(option.name()).matches("[a-z]+([.-][a-z]+)*");
            assertThat(option.defaultValue()).as(option.name()).isNotNull();
        }
    }

    @Test
    void overridesWinOverEnvironmentOverFileOverDefault() throws IOException {
        Path file = write("server.port = 1\nserver.host = file\nquery.timeout = 5s\n");
        EngineConfig config = EngineConfig.load(
                Map.of("server.port", "3"),
                Map.of("THRESHER_SERVER_PORT", "2", "THRESHER_SERVER_HOST", "environment", "THRESHER_JAVA_HOME", "/x"),
                file);
        assertThat(config.value(ServerOptions.PORT)).isEqualTo(3);
        assertThat(config.value(ServerOptions.HOST)).isEqualTo("environment");
        assertThat(config.value(QueryOptions.TIMEOUT)).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.value(ServerOptions.MAX_CONNECTIONS)).isEqualTo(1000);
        assertThat(config.source(ServerOptions.PORT)).isEqualTo("command line");
        assertThat(config.source(ServerOptions.MAX_CONNECTIONS)).isEqualTo("default");
    }

    @Test
    void filesHaveBlocksQuotesAndComments() throws IOException {
        Path file =
                write("# comment\n// another\nserver {\n  port: 99\n  host = \"a b\"\n}\n\nfiles.roots = /a, /b=c ,\n");
        EngineConfig config = EngineConfig.load(Map.of(), Map.of(), file);
        assertThat(config.value(ServerOptions.PORT)).isEqualTo(99);
        assertThat(config.value(ServerOptions.HOST)).isEqualTo("a b");
        assertThat(config.value(ServerOptions.FILES_ROOTS)).isEqualTo(List.of("/a", "/b=c"));
    }

    @Test
    void brokenFilesAreErrorsThatNameTheLine() throws IOException {
        for (String text : List.of("server.port\n", "server {\nport = 1\n", "}\n", "= 3\n")) {
            Path file = write(text);
            assertFails(() -> EngineConfig.load(Map.of(), Map.of(), file), ErrorCode.INVALID_OPTION_VALUE, "line");
        }
        Path missing = folder.resolve("missing");
        assertFails(() -> EngineConfig.load(Map.of(), Map.of(), missing), ErrorCode.FILE_NOT_FOUND, "missing");
    }

    @Test
    void unknownNamesNameTheNearest() {
        assertFails(
                () -> EngineConfig.load(Map.of("server.prot", "1"), Map.of(), null),
                ErrorCode.OPTION_NOT_FOUND,
                "server.port");
        assertFails(() -> EngineOptions.named("threads"), ErrorCode.OPTION_NOT_FOUND, "query.threads");
    }

    @ParameterizedTest
    @CsvSource({
        "server.port, 70000",
        "server.port, x",
        "query.threads, 0",
        "query.timeout, 5",
        "query.timeout, 5 parsecs",
        "query.max-memory, lots",
        "query.max-memory, 5XB",
        "query.max-memory, 99999999999999999999GB",
        "query.time-zone, Mars/Olympus",
    })
    void badValuesAreErrorsThatNameOptionAndText(String name, String text) {
        assertFails(() -> EngineConfig.load(Map.of(name, text), Map.of(), null), ErrorCode.INVALID_OPTION_VALUE, name);
        assertFails(() -> EngineConfig.load(Map.of(name, text), Map.of(), null), ErrorCode.INVALID_OPTION_VALUE, text);
    }

    @ParameterizedTest
    @CsvSource({"5, 5B", "1024, 1KB", "1k, 1KB", "512MB, 512MB", "512 MiB, 512MB", "1.5GB, 1536MB", "2T, 2TB", "0, 0B"})
    void sizesAreReadAndWritten(String text, String expected) {
        assertThat(DataSize.parse(text)).hasToString(expected);
        assertThat(DataSize.parse(expected)).isEqualTo(DataSize.parse(text));
    }

    @Test
    void sizesMayBeSharesOfMemory() {
        assertThat(DataSize.parse("50%").bytes()).isEqualTo(Machine.memoryBytes() / 2);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "250ms, 250ms", "1000ms, 1s", "90s, 90s", "5min, 5min", "120m, 2h", "1d, 24h"})
    void durationsAreReadAndWritten(String text, String expected) {
        assertThat(Durations.format(Durations.parse(text))).isEqualTo(expected);
    }

    @Test
    void sessionsLayTheirOwnValues() {
        SessionOptions session = new SessionOptions(EngineConfig.load(Map.of("query.threads", "3"), Map.of(), null));
        session.set("QUERY.TIME_ZONE", "Europe/Berlin");
        session.set("query.threads", "7");
        assertThat(session.value(QueryOptions.TIME_ZONE)).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(session.show("query.threads")).isEqualTo("7");
        assertThat(session.showAll())
                .filteredOn(o -> o.source().equals("session"))
                .hasSize(2);
        session.reset("query.threads");
        assertThat(session.value(QueryOptions.THREADS)).isEqualTo(3);
        session.resetAll();
        assertThat(session.showAll()).noneMatch(o -> o.source().equals("session"));
        assertFails(() -> session.set("server.port", "1"), ErrorCode.INVALID_OPTION_VALUE, "server.port");
        assertFails(() -> session.set("query.threads", "many"), ErrorCode.INVALID_OPTION_VALUE, "many");
        assertFails(() -> session.show("nothing"), ErrorCode.OPTION_NOT_FOUND, "nothing");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("thresher.conf"), text);
    }

    private static void assertFails(ThrowingCallable call, ErrorCode code, String part) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(part);
    }
}
