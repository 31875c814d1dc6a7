package io.thresher.server.shell;

/** The forms in which rows are printed. */
enum OutputFormat {
    TABLE,
    CSV,
    TSV,
    JSON,
    MARKDOWN,
    VERTICAL
}
