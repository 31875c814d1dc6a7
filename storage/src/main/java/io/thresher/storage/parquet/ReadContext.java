package io.thresher.storage.parquet;

import io.thresher.memory.QueryMemory;
import io.thresher.storage.file.InputFile;
import io.thresher.storage.parquet.decoding.DecodeScratch;
import io.thresher.storage.parquet.decoding.Dictionary;
import io.thresher.storage.scan.ScanMetrics;

/** What the column readers of one split share; {@code isPart} says that the row group has other splits too. */
record ReadContext(
        ParquetFile file,
        RowGroup rowGroup,
        boolean isPart,
        InputFile input,
        QueryMemory memory,
        ReaderBuffers buffers,
        SharedParts<Dictionary> dictionaries,
        LargePageCache largePages,
        DecodeScratch scratch,
        ScanMetrics metrics) {}
