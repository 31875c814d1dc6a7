package io.thresher.storage.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.error.StopCheck;
import io.thresher.storage.text.BadValuePolicy;
import io.thresher.storage.text.ByteSource;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Bytes that are no text are bytes like others to what looks for records. */
class CsvRecordsTest {
    private static final CsvDialect PLAIN =
            new CsvDialect((byte) ',', '"', -1, -1, false, 0, null, StandardCharsets.UTF_8, BadValuePolicy.FAIL);
    private static final byte[] BYTES =
            "a\u00ff,\"b\u00ff\",c\u00ff\n\u00ffd,e,\"f\"\ng,h,i\n".getBytes(StandardCharsets.ISO_8859_1);

    @Test
    void byte255IsNotAnEscapeWhereThereIsNone() {
        CsvRecords records = new CsvRecords(BYTES, 0, true, PLAIN);
        assertThat(records.next()).isTrue();
        assertThat(records.fieldCount()).isEqualTo(3);
        assertThat(records.malformed()).isFalse();
        assertThat(records.position()).isEqualTo(11);
        assertThat(records.length(1)).isEqualTo(2);
        assertThat(records.next()).isTrue();
        assertThat(records.fieldCount()).isEqualTo(3);
    }

    @Test
    void byte255DoesNotMoveASplit() {
        for (int comment : new int[] {-1, '#'}) {
            CsvDialect dialect = new CsvDialect(
                    (byte) ',', '"', -1, comment, false, 0, null, StandardCharsets.UTF_8, BadValuePolicy.FAIL);
            try (CsvSplitFinder finder = new CsvSplitFinder(new ArraySource(), dialect, 0, StopCheck.NEVER)) {
                assertThat(finder.next(1)).isEqualTo(11);
                assertThat(finder.next(12)).isEqualTo(20);
            }
        }
    }

    private static final class ArraySource implements ByteSource {
        private boolean read;

        @Override
        public int read(byte[] target, int offset, int length) {
            if (read) {
                return -1;
            }
            read = true;
            System.arraycopy(BYTES, 0, target, offset, BYTES.length);
            return BYTES.length;
        }

        @Override
        public void close() {}
    }
}
