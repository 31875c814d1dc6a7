package io.thresher.storage.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.enumType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.float16Type;
import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.jsonType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timeType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.uuidType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** A column that tests write and read: its type, random raw values, and what SQL should see of a raw value as text. */
record TestColumn(
        String name,
        PrimitiveTypeName type,
        int fixedBytes,
        LogicalTypeAnnotation logical,
        String sqlType,
        Function<Random, Object> generator,
        Function<Object, String> expected) {

    PrimitiveType schema(Repetition repetition) {
        var builder = Types.primitive(type, repetition);
        if (fixedBytes > 0) {
            builder = builder.length(fixedBytes);
        }
        return logical == null ? builder.named(name) : builder.as(logical).named(name);
    }

    static List<TestColumn> all() {
        List<TestColumn> all = new ArrayList<>();
        addNumbers(all);
        addTimes(all);
        addDecimals(all);
        addBytes(all);
        return all;
    }

    private static TestColumn column(
            String name,
            PrimitiveTypeName type,
            LogicalTypeAnnotation logical,
            String sqlType,
            Function<Random, Object> generator,
            Function<Object, String> expected) {
        return new TestColumn(name, type, 0, logical, sqlType, generator, expected);
    }

    private static void addNumbers(List<TestColumn> all) {
        all.add(column("b", PrimitiveTypeName.BOOLEAN, null, "BOOLEAN", Random::nextBoolean, String::valueOf));
        all.add(column("i32", PrimitiveTypeName.INT32, null, "INTEGER", TestColumn::anyInt, String::valueOf));
        all.add(column(
                "i8",
                PrimitiveTypeName.INT32,
                intType(8, true),
                "TINYINT",
                r -> r.nextInt(256) - 128,
                String::valueOf));
        all.add(column(
                "i16",
                PrimitiveTypeName.INT32,
                intType(16, true),
                "SMALLINT",
                r -> r.nextInt(65536) - 32768,
                String::valueOf));
        all.add(column(
                "u8", PrimitiveTypeName.INT32, intType(8, false), "INTEGER", r -> r.nextInt(256), String::valueOf));
        all.add(column(
                "u16", PrimitiveTypeName.INT32, intType(16, false), "INTEGER", r -> r.nextInt(65536), String::valueOf));
        all.add(column(
                "u32",
                PrimitiveTypeName.INT32,
                intType(32, false),
                "BIGINT",
                TestColumn::anyInt,
                v -> Integer.toUnsignedString((Integer) v)));
        all.add(column("i64", PrimitiveTypeName.INT64, null, "BIGINT", TestColumn::anyLong, String::valueOf));
        all.add(column(
                "u64",
                PrimitiveTypeName.INT64,
                intType(64, false),
                "DECIMAL(20, 0)",
                TestColumn::anyLong,
                v -> Long.toUnsignedString((Long) v)));
        all.add(column(
                "f",
                PrimitiveTypeName.FLOAT,
                null,
                "REAL",
                r -> (float) r.nextGaussian(),
                v -> String.valueOf((double) (Float) v)));
        all.add(column("d", PrimitiveTypeName.DOUBLE, null, "DOUBLE", TestColumn::anyDouble, String::valueOf));
        all.add(new TestColumn(
                "f16",
                PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY,
                2,
                float16Type(),
                "REAL",
                r -> Binary.fromConstantByteArray(
                        new byte[] {(byte) r.nextInt(256), (byte) (r.nextInt(0x7B) | r.nextInt(2) << 7)}),
                v -> String.valueOf(half(((Binary) v).getBytes()))));
    }

    private static double half(byte[] bytes) {
        int bits = bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8;
        int exponent = bits >> 10 & 31;
        double magnitude = exponent == 0
                ? (bits & 1023) / 1024.0 * Math.pow(2, -14)
                : (1 + (bits & 1023) / 1024.0) * Math.pow(2, exponent - 15);
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }

    private static void addTimes(List<TestColumn> all) {
        all.add(column(
                "date", PrimitiveTypeName.INT32, dateType(), "DATE", r -> r.nextInt(40000) - 10000, String::valueOf));
        all.add(column(
                "time_ms",
                PrimitiveTypeName.INT32,
                timeType(true, TimeUnit.MILLIS),
                "TIME",
                r -> r.nextInt(86_400_000),
                v -> String.valueOf((Integer) v * 1000L)));
        all.add(column(
                "time_us",
                PrimitiveTypeName.INT64,
                timeType(false, TimeUnit.MICROS),
                "TIME",
                r -> (long) (r.nextDouble() * 86_400_000_000L),
                String::valueOf));
        all.add(column(
                "time_ns",
                PrimitiveTypeName.INT64,
                timeType(true, TimeUnit.NANOS),
                "TIME",
                r -> (long) (r.nextDouble() * 86_400_000_000_000L),
                v -> String.valueOf((Long) v / 1000)));
        all.add(column(
                "ts_ms",
                PrimitiveTypeName.INT64,
                timestampType(true, TimeUnit.MILLIS),
                "TIMESTAMP WITH TIME ZONE",
                TestColumn::anyMillis,
                v -> String.valueOf((Long) v * 1000)));
        all.add(column(
                "ts_us",
                PrimitiveTypeName.INT64,
                timestampType(false, TimeUnit.MICROS),
                "TIMESTAMP",
                TestColumn::anyMillis,
                String::valueOf));
        all.add(column(
                "ts_ns",
                PrimitiveTypeName.INT64,
                timestampType(false, TimeUnit.NANOS),
                "TIMESTAMP(9)",
                TestColumn::anyLong,
                String::valueOf));
        all.add(column("ts_96", PrimitiveTypeName.INT96, null, "TIMESTAMP", TestColumn::anyInt96, v -> {
            ByteBuffer bytes = ((Binary) v).toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            long nanos = bytes.getLong(bytes.position());
            return String.valueOf((bytes.getInt(bytes.position() + 8) - 2440588L) * 86_400_000_000L + nanos / 1000);
        }));
    }

    private static void addDecimals(List<TestColumn> all) {
        all.add(column(
                "dec32",
                PrimitiveTypeName.INT32,
                decimalType(2, 9),
                "DECIMAL(9, 2)",
                r -> r.nextInt(1_999_999_999) - 999_999_999,
                v -> BigDecimal.valueOf((Integer) v, 2).toString()));
        all.add(column(
                "dec64",
                PrimitiveTypeName.INT64,
                decimalType(4, 18),
                "DECIMAL(18, 4)",
                r -> r.nextLong() % 1_000_000_000_000_000_000L,
                v -> BigDecimal.valueOf((Long) v, 4).toString()));
        all.add(new TestColumn(
                "dec_fixed",
                PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY,
                5,
                decimalType(3, 10),
                "DECIMAL(10, 3)",
                r -> fixed(unscaled(r, 10), 5),
                v -> decimal(v, 3)));
        all.add(new TestColumn(
                "dec_wide",
                PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY,
                12,
                decimalType(3, 15),
                "DECIMAL(15, 3)",
                r -> fixed(unscaled(r, 15), 12),
                v -> decimal(v, 3)));
        all.add(new TestColumn(
                "dec_fixed38",
                PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY,
                16,
                decimalType(10, 38),
                "DECIMAL(38, 10)",
                r -> fixed(unscaled(r, 38), 16),
                v -> decimal(v, 10)));
        all.add(column(
                "dec_bin",
                PrimitiveTypeName.BINARY,
                decimalType(2, 12),
                "DECIMAL(12, 2)",
                r -> Binary.fromConstantByteArray(unscaled(r, 12).toByteArray()),
                v -> decimal(v, 2)));
        all.add(column(
                "dec_bin30",
                PrimitiveTypeName.BINARY,
                decimalType(0, 30),
                "DECIMAL(30, 0)",
                r -> Binary.fromConstantByteArray(unscaled(r, 1 + r.nextInt(30)).toByteArray()),
                v -> decimal(v, 0)));
    }

    private static void addBytes(List<TestColumn> all) {
        all.add(column("s", PrimitiveTypeName.BINARY, stringType(), "VARCHAR", r -> text(r, 30), TestColumn::utf8));
        all.add(column(
                "s_few",
                PrimitiveTypeName.BINARY,
                stringType(),
                "VARCHAR",
                r -> text(new Random(r.nextInt(20)), 40),
                TestColumn::utf8));
        all.add(column(
                "s_long", PrimitiveTypeName.BINARY, stringType(), "VARCHAR", r -> text(r, 300), TestColumn::utf8));
        all.add(column(
                "s_prefix",
                PrimitiveTypeName.BINARY,
                stringType(),
                "VARCHAR",
                r -> Binary.fromString("shared prefix " + r.nextInt(1000)),
                TestColumn::utf8));
        all.add(column(
                "enum",
                PrimitiveTypeName.BINARY,
                enumType(),
                "VARCHAR",
                r -> Binary.fromString(r.nextBoolean() ? "RED" : "DARK_GREEN_BLUE"),
                TestColumn::utf8));
        all.add(column(
                "json",
                PrimitiveTypeName.BINARY,
                jsonType(),
                "VARCHAR",
                r -> Binary.fromString("{\"a\":" + r.nextInt() + "}"),
                TestColumn::utf8));
        all.add(column(
                "bin", PrimitiveTypeName.BINARY, null, "VARBINARY", r -> bytes(r, r.nextInt(20)), TestColumn::hex));
        all.add(new TestColumn(
                "fixed7",
                PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY,
                7,
                null,
                "VARBINARY",
                r -> bytes(r, 7),
                TestColumn::hex));
        all.add(new TestColumn(
                "fixed20",
                PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY,
                20,
                null,
                "VARBINARY",
                r -> bytes(r, 20),
                TestColumn::hex));
        all.add(new TestColumn(
                "uuid", PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, 16, uuidType(), "VARCHAR", r -> bytes(r, 16), v -> {
                    ByteBuffer b = ((Binary) v).toByteBuffer();
                    return new UUID(b.getLong(b.position()), b.getLong(b.position() + 8)).toString();
                }));
    }

    private static Object anyInt(Random random) {
        return random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(1000) - 300;
    }

    private static Object anyLong(Random random) {
        return random.nextInt(4) == 0 ? random.nextLong() : random.nextLong() % 100_000;
    }

    private static Object anyMillis(Random random) {
        return random.nextLong() % 4_000_000_000_000L;
    }

    private static Object anyDouble(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> Double.NaN;
            case 1 -> -0.0;
            case 2 -> Double.POSITIVE_INFINITY;
            default -> random.nextGaussian() * 1000;
        };
    }

    private static Object anyInt96(Random random) {
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong((long) (random.nextDouble() * 86_400_000_000_000L))
                .putInt(2440588 + random.nextInt(60000) - 20000);
        return Binary.fromConstantByteArray(bytes.array());
    }

    private static BigInteger unscaled(Random random, int digits) {
        BigInteger value = new BigInteger(130, random).mod(BigInteger.TEN.pow(digits));
        return random.nextBoolean() ? value : value.negate();
    }

    private static Binary fixed(BigInteger value, int length) {
        byte[] bytes = new byte[length];
        byte[] raw = value.toByteArray();
        java.util.Arrays.fill(bytes, (byte) (value.signum() < 0 ? -1 : 0));
        System.arraycopy(raw, 0, bytes, length - raw.length, raw.length);
        return Binary.fromConstantByteArray(bytes);
    }

    private static String decimal(Object value, int scale) {
        return new BigDecimal(new BigInteger(((Binary) value).getBytes()), scale).toPlainString();
    }

    private static Binary text(Random random, int maxLength) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(maxLength + 1);
        while (text.length() < length) {
            text.append(random.nextInt(10) == 0 ? 'ü' : (char) ('a' + random.nextInt(26)));
        }
        return Binary.fromString(text.toString());
    }

    private static Binary bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Binary.fromConstantByteArray(bytes);
    }

    private static String utf8(Object value) {
        return new String(((Binary) value).getBytes(), StandardCharsets.UTF_8);
    }

    private static String hex(Object value) {
        return java.util.HexFormat.of().formatHex(((Binary) value).getBytes());
    }
}
