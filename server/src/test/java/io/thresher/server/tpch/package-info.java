/**
 * TPC-H: its data made by dbgen, its 22 queries checked against the official answers and against DuckDB on the same
 * files, and the timing run beside DuckDB ({@link io.thresher.server.tpch.TpchMain}). The query texts and answers are
 * read from the test corpora beside the project and are not part of it.
 */
@NullMarked
package io.thresher.server.tpch;

import org.jspecify.annotations.NullMarked;
