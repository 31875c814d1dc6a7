package io.thresher.server.corpus;

import io.thresher.server.sqltest.FileReport;
import io.thresher.server.sqltest.FileReport.Outcome;
import io.thresher.server.sqltest.FileReport.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came out of one corpus. Only queries count; statements that make tables are not the engine's. */
record CorpusReport(String corpus, List<FileReport> files) {

    long passed() {
        return count(Status.PASSED);
    }

    long total() {
        return passed() + count(Status.WRONG) + count(Status.REFUSED);
    }

    double passedShare() {
        return total() == 0 ? 0 : (double) passed() / total();
    }

    private long count(Status status) {
        return files.stream().mapToLong(file -> file.count(status)).sum();
    }

    /** Passed, wrong and refused per corpus and file, then the failures grouped by reason. */
    String summary() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %d of %d passed (%.2f %%), %d wrong, %d refused, %d skipped%n",
                corpus,
                passed(),
                total(),
                100 * passedShare(),
                count(Status.WRONG),
                count(Status.REFUSED),
                count(Status.SKIPPED)));
        for (FileReport file : files) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %s: %d passed, %d wrong, %d refused, %d skipped%n",
                    file.file(),
                    file.count(Status.PASSED),
                    file.count(Status.WRONG),
                    file.count(Status.REFUSED),
                    file.count(Status.SKIPPED)));
        }
        Map<String, Long> reasons = files.stream()
                .flatMap(file -> file.failures().stream())
                .collect(Collectors.groupingBy(CorpusReport::reason, TreeMap::new, Collectors.counting()));
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(40)
                .forEach(entry ->
                        text.append(String.format(Locale.ROOT, "  %5d  %s%n", entry.getValue(), entry.getKey())));
        return text.toString();
    }

    /** Writes every failure with its SQL to {@code target/corpus-failures/<corpus>.txt} and returns the file. */
    Path writeFailures() {
        Path file = Path.of("target", "corpus-failures", corpus + ".txt").toAbsolutePath();
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    summary() + "\n"
                            + files.stream().map(FileReport::failureText).collect(Collectors.joining("\n\n")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return file;
    }

    private static String reason(Outcome outcome) {
        String message = outcome.message().lines().findFirst().orElse("");
        String general = message.replaceAll("'[^']*'|\"[^\"]*\"", "'...'").replaceAll("\\d+", "N");
        return outcome.status() + " " + outcome.sqlState() + " "
                + general.substring(0, Math.min(140, general.length()));
    }
}
