/**
 * CSV files, plain or compressed. Start with {@link io.thresher.storage.csv.CsvFormatReader}. A {@link
 * io.thresher.storage.csv.CsvLayout} says how one file is written, {@link io.thresher.storage.csv.CsvRecordScanner} finds
 * its fields, {@link io.thresher.storage.csv.CsvBatchReader} turns them into columns. {@link
 * io.thresher.storage.csv.CsvRecords} is the plain parser for samples, and the oracle of the tests.
 */
@NullMarked
package io.thresher.storage.csv;

import org.jspecify.annotations.NullMarked;
