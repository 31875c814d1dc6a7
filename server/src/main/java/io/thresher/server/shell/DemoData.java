package io.thresher.server.shell;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The demo's files: three TPC-H tables as text with {@code |} between the fields and a header line, made once. */
final class DemoData {
    static final List<TpchTable<?>> TABLES = List.of(TpchTable.CUSTOMER, TpchTable.ORDERS, TpchTable.LINE_ITEM);

    private static final double SCALE = 0.02;

    private final Path folder;

    DemoData(Path folder) {
        this.folder = folder;
    }

    /** Makes the files that are not there yet; returns how many rows were written. */
    long generate() throws IOException {
        Files.createDirectories(folder);
        long rows = 0;
        for (TpchTable<?> table : TABLES) {
            if (!Files.exists(file(table))) {
                rows += write(table, file(table));
            }
        }
        return rows;
    }

    private static <E extends TpchEntity> long write(TpchTable<E> table, Path file) throws IOException {
        // A half-written file must not pass for a whole one if the demo is stopped.
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        long rows = 0;
        try (BufferedWriter writer = Files.newBufferedWriter(partial)) {
            writer.write(
                    table.getColumns().stream().map(TpchColumn::getColumnName).collect(Collectors.joining("|")));
            writer.write('\n');
            for (E row : table.createGenerator(SCALE, 1, 1)) {
                String line = row.toLine();
                // The generator ends each line with a delimiter, which would be one more column.
                writer.write(line, 0, line.length() - 1);
                writer.write('\n');
                rows++;
            }
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return rows;
    }

    /** The file of a table. */
    Path file(TpchTable<?> table) {
        return folder.resolve(table.getTableName().toLowerCase(Locale.ROOT) + ".csv");
    }
}
