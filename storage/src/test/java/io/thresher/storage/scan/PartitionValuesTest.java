package io.thresher.storage.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.Encoding;
import io.thresher.batch.StringView;
import io.thresher.error.EngineException;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import io.thresher.storage.file.Location;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PartitionValuesTest {
    @Test
    void textBecomesTypedValues() {
        assertThat(PartitionValues.value("07", DataType.INTEGER)).isEqualTo(7L);
        assertThat(PartitionValues.value("1970-01-02", DataType.DATE)).isEqualTo(1L);
        assertThat(PartitionValues.value("1.50", DataType.decimal(5, 3))).isEqualTo(1500L);
        assertThat(PartitionValues.value("1.50", DataType.decimal(30, 3))).isEqualTo(BigInteger.valueOf(1500));
        assertThat(PartitionValues.value("1970-01-01 00:00:01.5", DataType.TIMESTAMP))
                .isEqualTo(1_500_000L);
        assertThat(PartitionValues.value("TRUE", DataType.BOOLEAN)).isEqualTo(true);
        assertThat(PartitionValues.value(" a ", DataType.VARCHAR)).isEqualTo(" a ");
        assertThat(PartitionValues.value(null, DataType.VARCHAR)).isNull();
        assertThatThrownBy(() -> PartitionValues.value("x", DataType.INTEGER)).isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> PartitionValues.value("300", DataType.TINYINT)).isInstanceOf(EngineException.class);
    }

    @Test
    void valuesFillConstantColumns() {
        try (MemoryPool pool = new MemoryPool(1 << 20);
                QueryMemory memory = pool.openQuery("test", 1 << 20);
                Column text = new Column(DataType.VARCHAR, memory);
                Column number = new Column(DataType.decimal(20, 0), memory)) {
            PartitionValues.fill(text, "a value longer than twelve bytes");
            assertThat(text.encoding()).isEqualTo(Encoding.CONSTANT);
            assertThat(new String(StringView.bytes(text.dataAddress()), StandardCharsets.UTF_8))
                    .isEqualTo("a value longer than twelve bytes");
            PartitionValues.fill(number, "-5");
            assertThat(RawMemory.getLong(number.dataAddress())).isEqualTo(-5);
            assertThat(RawMemory.getLong(number.dataAddress() + 8)).isEqualTo(-1);
            PartitionValues.fill(number, null);
            assertThat(number.isNull(3)).isTrue();
        }
    }

    @Test
    void folderNamesAreUnescaped() {
        assertThat(PartitionFolders.keyValues(new Location("file", "/t=/x/a%3Db=1%2F2/c=/d=50%/e=%C3%A9/f.csv"))
                        .toString())
                .isEqualTo("{t=, a=b=1/2, c=, d=50%, e=é}");
    }
}
