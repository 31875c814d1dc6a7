package io.thresher.storage.text;

import io.thresher.storage.file.InputFile;

/** A range of an open file; closes the file. */
final class FileRangeSource implements ByteSource {
    private final InputFile file;
    private final long end;
    private long position;

    FileRangeSource(InputFile file, long start, long end) {
        this.file = file;
        this.position = start;
        this.end = end;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int count = (int) Math.min(length, end - position);
        if (count <= 0) {
            return -1;
        }
        file.read(position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() {
        file.close();
    }
}
