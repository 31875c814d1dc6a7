package io.thresher.storage.parquet;

import io.thresher.storage.file.InputFile;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the page directories used last, by column chunk. Bounded by the number of pages. Thread-safe. */
final class PageDirectoryCache {
    private final long maxPages;
    private final Map<Long, PageDirectory> directories = new LinkedHashMap<>(64, 0.75f, true);
    private long pages;

    PageDirectoryCache(long maxPages) {
        this.maxPages = maxPages;
    }

    PageDirectory directory(ParquetFile file, InputFile input, RowGroup rowGroup, FileColumn column) {
        // The dictionary id names a column chunk of a file version uniquely, dictionary or not.
        long key = file.dictionaryId(rowGroup.index(), column.leaf());
        PageDirectory cached = find(key);
        return cached != null ? cached : keep(key, PageDirectoryReader.read(file, input, rowGroup, column));
    }

    private synchronized @Nullable PageDirectory find(long key) {
        return directories.get(key);
    }

    private synchronized PageDirectory keep(long key, PageDirectory read) {
        PageDirectory earlier = directories.putIfAbsent(key, read);
        if (earlier != null) {
            return earlier;
        }
        pages += 4L + read.pageCount();
        Iterator<PageDirectory> oldest = directories.values().iterator();
        while (pages > maxPages && directories.size() > 1) {
            pages -= 4L + oldest.next().pageCount();
            oldest.remove();
        }
        return read;
    }
}
