package io.thresher.server.benchmark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.StringView;
import io.thresher.error.EngineException;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import io.thresher.server.benchmark.program.Cleanup;
import io.thresher.server.benchmark.program.Console;
import io.thresher.server.benchmark.program.ProgressBar;
import io.thresher.server.benchmark.suite.Suite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same rows everywhere and always: results of different days and machines are of the same data. */
class GeneratorsTest {
    private static final long LIMIT = 1L << 30;

    @TempDir
    Path folder;

    private static void generate(TableGenerator table, Consumer<ColumnBatch> consumer) {
        try (MemoryPool pool = new MemoryPool(LIMIT);
                QueryMemory memory = pool.openQuery("test", LIMIT);
                RowBuffer rows = new RowBuffer(table.columns(), memory, consumer)) {
            for (int piece = 0; piece < table.pieceCount(); piece++) {
                table.generate(piece, rows);
            }
            rows.flush();
        }
    }

    private static byte[] bytes(Column column, int row) {
        long address = column.dataAddress() + (long) column.physicalType().bytes() * row;
        return switch (column.physicalType()) {
            case INT32 -> RawMemory.bytes(address, 4);
            case INT64, FLOAT64 -> RawMemory.bytes(address, 8);
            case VIEW -> StringView.bytes(address);
            case INT8, INT128 -> throw new IllegalArgumentException("Not generated: " + column.type());
        };
    }

    private static TableGenerator table(String suite, String name, double scale) {
        return Suite.named(suite).tables(scale).stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "tpch, region, 5, 122181484",
        "tpch, nation, 25, 3126107423",
        "tpch, supplier, 10, 2506063553",
        "tpch, customer, 150, 3981518742",
        "tpch, part, 200, 2177723451",
        "tpch, partsupp, 800, 2883586281",
        "tpch, orders, 1500, 2091778352",
        "tpch, lineitem, 6005, 4291046817",
        "groupby, groupby, 10000, 1569422667",
        "join, small, 10, 3168307571",
        "join, medium, 10, 638689787",
        "join, x, 10000, 66625557",
        "join, big, 10000, 131207723",
        "bigdata, rankings, 1200, 3850757875",
        "bigdata, uservisits, 10000, 2375299158"
    })
    void rowsNeverChange(String suite, String name, long rowCount, long expected) {
        CRC32 hash = new CRC32();
        long[] rows = new long[1];
        generate(table(suite, name, 0.001), batch -> {
            for (int row = 0; row < batch.rowCount(); row++) {
                for (Column column : batch.columns()) {
                    hash.update(bytes(column, row));
                    hash.update(0);
                }
            }
            rows[0] += batch.rowCount();
        });
        assertThat(rows[0]).isEqualTo(rowCount);
        assertThat(hash.getValue()).isEqualTo(expected);
    }

    @Test
    void filesDoNotDependOnThreads() throws Exception {
        // Three pieces.
        TableGenerator table = table("groupby", "groupby", 0.03);
        ProgressBar progress = new ProgressBar(quiet(), "test", table.rowCount());
        Path one = folder.resolve("one.parquet");
        Path four = folder.resolve("four.parquet");
        assertThat(table.pieceCount()).isEqualTo(3);
        assertThat(TableWriter.write(table, one, 1, progress)).isEqualTo(300_000);
        assertThat(TableWriter.write(table, four, 4, progress)).isEqualTo(300_000);
        assertThat(Files.mismatch(one, four)).isEqualTo(-1);
    }

    @Test
    void nineOfTenKeysOfAJoinAreOnBothSides() {
        JoinKeys keys = new JoinKeys(1_000, 5);
        Set<Integer> left =
                new HashSet<>(IntStream.range(0, 1_000).mapToObj(keys::left).toList());
        Set<Integer> right =
                new HashSet<>(IntStream.range(0, 1_000).mapToObj(keys::right).toList());
        assertThat(left).hasSize(1_000).allMatch(key -> key >= 1 && key <= 1_100);
        assertThat(right).hasSize(1_000).allMatch(key -> key >= 1 && key <= 1_100);
        left.retainAll(right);
        assertThat(left).hasSize(900);
    }

    @Test
    void aPermutationHasEveryPlaceOnce() {
        for (long size : new long[] {1, 2, 3, 10, 1_000, 4_097}) {
            Permutation permutation = new Permutation(size, 17);
            assertThat(LongStream.range(0, size).map(permutation::at).sorted().toArray())
                    .isEqualTo(LongStream.range(0, size).toArray());
        }
    }

    @Test
    void ranksSelectWhatTheOriginalSelects() {
        long[] over = new long[3];
        generate(table("bigdata", "rankings", 0.1), batch -> {
            for (int row = 0; row < batch.rowCount(); row++) {
                int rank = RawMemory.getInt(batch.column(1).dataAddress() + 4L * row);
                over[0] += rank > 1000 ? 1 : 0;
                over[1] += rank > 100 ? 1 : 0;
                over[2] += rank > 10 ? 1 : 0;
            }
        });
        assertThat(over[0] / 120_000.0).isBetween(0.0002, 0.0006);
        assertThat(over[1] / 120_000.0).isBetween(0.03, 0.045);
        assertThat(over[2]).isEqualTo(120_000);
    }

    @Test
    void aFolderIsMadeOnceAndHalfAFolderIsNone() throws Exception {
        List<TableGenerator> tables = Suite.JOIN.tables(0.0001);
        DataFolder data = new DataFolder(folder, "join-0.0001", tables);
        Path half = Files.createDirectory(folder.resolve(".join-0.0001.part"));
        Files.writeString(half.resolve("x.parquet"), "half a file");
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        Console console = new Console(System.out, new PrintStream(messages, true, StandardCharsets.UTF_8), false);
        try (Cleanup cleanup = new Cleanup()) {
            data.ensure(2, console, cleanup);
            assertThat(messages.toString(StandardCharsets.UTF_8).lines())
                    .hasSize(4)
                    .allMatch(line -> line.startsWith("Made "));
            messages.reset();
            data.ensure(2, console, cleanup);
            assertThat(messages.size()).isZero();
        }
        try (Stream<Path> files = Files.list(data.folder())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "small.parquet", "medium.parquet", "x.parquet", "big.parquet", "version");
        }
        assertThat(half).doesNotExist();
    }

    @Test
    void aFolderThatSomebodyElseMadeIsLeftAlone() throws IOException {
        Path theirs = Files.createDirectory(folder.resolve("join-1"));
        Path file = Files.writeString(theirs.resolve("x.parquet"), "somebody's");
        DataFolder data = new DataFolder(folder, "join-1", Suite.JOIN.tables(1));
        try (Cleanup cleanup = new Cleanup()) {
            assertThatThrownBy(() -> data.ensure(2, quiet(), cleanup))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("join-1");
        }
        assertThat(file).hasContent("somebody's");
    }

    private static Console quiet() {
        return new Console(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                false);
    }
}
