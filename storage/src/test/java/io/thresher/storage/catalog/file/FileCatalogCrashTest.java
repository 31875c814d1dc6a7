package io.thresher.storage.catalog.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.storage.catalog.Catalog;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process in the middle of its DDL, again and again, and looks at what it left: all that it was told is done,
 * and of the change under way either nothing or the whole.
 */
class FileCatalogCrashTest {
    private static final int KILLS = Integer.getInteger("catalog.kills", 20);
    private static final String SCHEMAS = "default,other";

    @TempDir
    Path folder;

    @Test
    void aKillLeavesTheOldOrTheNewState() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Map<String, String> expected = stateOf(new FileCatalog(folder));
        int changes = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> log = runAndKill(random.nextLong(), 1 + random.nextInt(120));
            String underWay = "";
            for (String line : log) {
                if (line.equals("done")) {
                    apply(expected, underWay);
                    underWay = "";
                    changes++;
                } else {
                    underWay = line;
                }
            }
            Map<String, String> after = new TreeMap<>(expected);
            apply(after, underWay);
            Map<String, String> found = stateOf(new FileCatalog(folder));
            assertThat(found)
                    .as("seed %s, kill %s, under way: %s", seed, kill, underWay)
                    .isIn(expected, after);
            expected = found;
            assertNoLeftovers();
        }
        System.out.println("changes " + changes);
        assertThat(changes).isPositive();
    }

    private List<String> runAndKill(long seed, int afterLines) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DdlLoop.class.getName(),
                        folder.toString(),
                        String.valueOf(seed))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> log = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                log.add(line);
                if (log.size() == afterLines) {
                    // Through the handle: Process.destroyForcibly() would close the pipe with the last lines in it.
                    process.toHandle().destroyForcibly();
                }
                line = lines.readLine();
            }
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(log).as("the child wrote").isNotEmpty();
        return log;
    }

    private void assertNoLeftovers() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(n -> n.startsWith(".tmp-"));
        }
    }

    /** Each schema, and each table with its version, as the catalog shows them. */
    private static Map<String, String> stateOf(Catalog catalog) {
        Map<String, String> state = new TreeMap<>();
        for (String schema : catalog.schemas()) {
            state.put(schema, "");
            for (TableName name : catalog.tables(schema)) {
                Table table = catalog.findTable(name).orElseThrow();
                state.put(name.toString(), version(table));
            }
        }
        return state;
    }

    private static String version(Table table) {
        return FileCatalogTest.version(table) + "/" + table.statistics().rowCount();
    }

    private static void apply(Map<String, String> state, String change) {
        String[] words = change.split(" ");
        switch (words[0]) {
            case "put" -> state.put(words[1], words[2]);
            case "drop" -> state.remove(words[1]);
            case "make" -> state.put(words[1], "");
            case "cascade" -> state.keySet().removeIf(k -> k.equals(words[1]) || k.startsWith(words[1] + "."));
            default -> assertThat(change).isEmpty();
        }
    }

    /** The child process: changes the catalog for ever, saying what it begins and that it is done. */
    static final class DdlLoop {
        private DdlLoop() {}

        public static void main(String[] arguments) {
            Catalog catalog = new FileCatalog(Path.of(arguments[0]));
            Random random = new Random(Long.parseLong(arguments[1]));
            while (true) {
                String schema = SCHEMAS.split(",")[random.nextInt(2)];
                if (catalog.findSchema(schema).isEmpty()) {
                    step("make " + schema, () -> catalog.createSchema(schema));
                } else if (schema.equals("other") && random.nextInt(8) == 0) {
                    step("cascade " + schema, () -> catalog.dropSchema(schema, true));
                } else {
                    changeTable(catalog, new TableName(schema, "t" + random.nextInt(6)), random);
                }
            }
        }

        private static void changeTable(Catalog catalog, TableName name, Random random) {
            Table there = catalog.findTable(name).orElse(null);
            int number = random.nextInt(1000);
            if (there != null && number % 3 == 0) {
                step("drop " + name, () -> catalog.dropTable(name));
            } else if (there != null && number % 3 == 1) {
                TableStatistics statistics = new TableStatistics(number, number, Map.of());
                String version = version(there.withStatistics(statistics));
                step("put " + name + " " + version, () -> catalog.updateStatistics(name, statistics));
            } else {
                Table table = inSchema(FileCatalogTest.versioned(name.table(), number), name);
                step("put " + name + " " + version(table), () -> catalog.createTable(table, true));
            }
        }

        private static Table inSchema(Table table, TableName name) {
            return new Table(
                    name,
                    table.dataColumns(),
                    table.partitionColumns(),
                    table.format(),
                    table.location(),
                    table.properties(),
                    table.statistics());
        }

        private static void step(String what, Runnable change) {
            System.out.println(what);
            change.run();
            System.out.println("done");
        }
    }
}
