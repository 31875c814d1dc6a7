package io.thresher.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.calcite.avatica.Meta;
import org.junit.jupiter.api.Test;

class RowFrameTest {
    private static ByteBuffer frame() {
        ByteBuffer frame = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(2).putInt(9);
        frame.put((byte) 0).put((byte) 0).put((byte) 0);
        frame.put(new byte[] {1, 0, 0, 1, 0});
        frame.put(new byte[] {2, 0, 1, 0b10}).putInt(-5).putInt(0);
        frame.put(new byte[] {3, 0, 0}).putLong(Long.MIN_VALUE).putLong(7);
        frame.put(new byte[] {4, 0, 0}).putDouble(0.5).putDouble(Double.NaN);
        frame.put(new byte[] {5, 2, 0}).putLong(-123).putLong(4);
        frame.put(new byte[] {6, 1, 0}).putLong(0).putLong(1).putLong(-1).putLong(-1);
        frame.put(new byte[] {7, 0, 0})
                .putInt(3)
                .putInt(0)
                .put("grß".substring(1).getBytes(StandardCharsets.UTF_8));
        frame.put(new byte[] {8, 0, 1, 0b01}).putInt(0).putInt(2).put(new byte[] {9, 8});
        frame.putInt(0).put((byte) 1);
        return frame;
    }

    private static List<List<Object>> decode(byte[] bytes) {
        List<List<Object>> rows = new ArrayList<>();
        for (Object row : RowFrame.decode(bytes, 0).rows) {
            rows.add(new ArrayList<>((List<?>) row));
        }
        return rows;
    }

    @Test
    void readsEveryLayout() {
        ByteBuffer frame = frame();
        Meta.Frame decoded = RowFrame.decode(Arrays.copyOf(frame.array(), frame.position()), 40);
        assertThat(decoded.done).isTrue();
        assertThat(decoded.offset).isEqualTo(40);
        List<List<Object>> rows = decode(Arrays.copyOf(frame.array(), frame.position()));
        assertThat(rows.get(0).subList(0, 8))
                .containsExactly(
                        null,
                        true,
                        -5,
                        Long.MIN_VALUE,
                        0.5,
                        new BigDecimal("-1.23"),
                        new BigDecimal("1844674407370955161.6"),
                        "rß");
        assertThat(rows.get(0).get(8)).isNull();
        assertThat(rows.get(1).subList(0, 8))
                .containsExactly(null, false, null, 7L, Double.NaN, new BigDecimal("0.04"), new BigDecimal("-0.1"), "");
        assertThat(rows.get(1).get(8)).isEqualTo(new byte[] {9, 8});
    }

    @Test
    void refusesMutatedFramesWithASqlState() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ByteBuffer frame = frame();
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = Arrays.copyOf(
                    frame.array(), frame.position() - random.nextInt(2) * random.nextInt(frame.position()));
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                decode(bytes);
            } catch (Exception e) {
                refused++;
                assertThat(e).as("seed " + seed).isInstanceOf(SQLException.class);
                assertThat(((SQLException) e).getSQLState()).isEqualTo("08P01");
            }
        }
        assertThat(refused).isPositive();
    }
}
