/**
 * SQL tests as text: {@link io.thresher.server.sqltest.SqlFileParser} reads {@code .slt} files in sqllogictest form,
 * {@link io.thresher.server.sqltest.SqlFileRunner} runs them over plain JDBC, and {@code SqlFileTest} does so for every
 * file of {@code src/test/resources/sql} against a started server. Nothing here imports the engine except
 * {@link io.thresher.server.sqltest.TestServer}; the same runner serves the public corpora and DuckDB.
 */
@NullMarked
package io.thresher.server.sqltest;

import org.jspecify.annotations.NullMarked;
