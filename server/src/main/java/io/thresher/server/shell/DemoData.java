package io.thresher.server.shell;

import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/** Makes the demo's files: three TPC-H tables as {@code |}-separated text, once. */
final class DemoData {
    private static final double SCALE = 0.02;

    private final Path folder;

    DemoData(Path folder) {
        this.folder = folder;
    }

    /** Makes what is not there yet; returns the number of rows written. */
    long generate() throws IOException {
        Files.createDirectories(folder);
        long rows = 0;
        for (TpchTable<?> table : List.of(TpchTable.CUSTOMER, TpchTable.ORDERS, TpchTable.LINE_ITEM)) {
            Path file = file(table);
            if (!Files.exists(file)) {
                rows += write(table, file);
            }
        }
        return rows;
    }

    private static <E extends TpchEntity> long write(TpchTable<E> table, Path file) throws IOException {
        // A half-written file must not pass for a whole one if the demo is stopped.
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        long rows = 0;
        try (BufferedWriter writer = Files.newBufferedWriter(partial)) {
            for (E row : table.createGenerator(SCALE, 1, 1)) {
                writer.write(row.toLine());
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
