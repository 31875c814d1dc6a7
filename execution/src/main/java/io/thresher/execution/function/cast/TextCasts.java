package io.thresher.execution.function.cast;

import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringView;
import io.thresher.batch.TypeKind;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.kernel.DateTimeCastText;
import io.thresher.execution.kernel.NumberText;
import io.thresher.execution.kernel.TimeZones;
import io.thresher.execution.kernel.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Conversions from and to text and bytes. */
final class TextCasts {
    private TextCasts() {}

    static Optional<Casts.Conversion> bind(FunctionBinding binding, boolean safe) {
        DataType from = binding.argument(0);
        DataType to = binding.result();
        if (from.isText() && to.isText()) {
            return Optional.of(Casts.Conversion.strict(cut(to)));
        }
        if (to.isText()) {
            return Optional.of(Casts.Conversion.strict(toText(binding, safe)));
        }
        if (to.kind() == TypeKind.VARBINARY && from.isText()) {
            return Optional.of(Casts.Conversion.strict(toBinary(safe)));
        }
        return from.isText() ? fromText(binding, safe) : Optional.empty();
    }

    /** Cuts text to the type's length; CHAR also loses its padding. */
    private static RowCast cut(DataType to) {
        boolean padded = to.kind() == TypeKind.CHAR;
        int limit = to.precision() == DataType.UNBOUNDED ? Integer.MAX_VALUE : to.precision();
        return new RowCast(false) {
            @Override
            void convert(FunctionInput input, int row) {
                long view = input.address(0, row);
                long bytes = StringView.bytesAddress(view);
                int length = Utf8.prefixBytes(bytes, StringView.length(view), limit);
                if (padded) {
                    length = Utf8.withoutTrailingSpaces(bytes, length);
                }
                input.putView(row, bytes, length);
            }
        };
    }

    private static RowCast toText(FunctionBinding binding, boolean safe) {
        DataType from = binding.argument(0);
        DataType to = binding.result();
        int limit = to.precision() == DataType.UNBOUNDED ? Integer.MAX_VALUE : to.precision();
        TimeZones zone = new TimeZones(binding.context().timeZone());
        return new RowCast(safe) {
            @Override
            void convert(FunctionInput input, int row) {
                String text = text(input, row, from, zone);
                // All of these texts are ASCII, so characters are bytes.
                input.putText(row, text.length() > limit ? text.substring(0, limit) : text);
            }
        };
    }

    /** The text of argument 0. */
    static String text(FunctionInput input, int row, DataType from, TimeZones zone) {
        return switch (from.kind()) {
            case BOOLEAN -> input.booleanAt(0, row) ? "true" : "false";
            case TINYINT, SMALLINT, INTEGER -> Integer.toString(input.intAt(0, row));
            case BIGINT -> Long.toString(input.longAt(0, row));
            case DECIMAL ->
                from.physicalType() == PhysicalType.INT64
                        ? NumberText.decimal(input.longAt(0, row), from.scale())
                        : NumberText.decimal(
                                io.thresher.execution.kernel.Int128.bigInteger(input.address(0, row)), from.scale());
            case REAL -> NumberText.text((float) input.doubleAt(0, row));
            case DOUBLE -> NumberText.text(input.doubleAt(0, row));
            case DATE -> DateTimeCastText.date(input.intAt(0, row));
            case TIME -> DateTimeCastText.time(input.longAt(0, row));
            case TIMESTAMP -> DateTimeCastText.timestamp(input.longAt(0, row), from.isNanos());
            case TIMESTAMP_TZ -> DateTimeCastText.timestampTz(input.longAt(0, row), from.isNanos(), zone);
            case INTERVAL_YEAR_MONTH -> DateTimeCastText.months(input.intAt(0, row));
            case INTERVAL_DAY_TIME -> DateTimeCastText.dayTime(input.longAt(0, row));
            case CHAR, VARCHAR -> input.textAt(0, row);
            case VARBINARY -> "\\x" + HexFormat.of().formatHex(StringView.bytes(input.address(0, row)));
            case NULL -> "";
        };
    }

    /** PostgreSQL's hex form if the text starts with {@code \x}, else the bytes of the text. */
    private static RowCast toBinary(boolean safe) {
        return new RowCast(safe) {
            @Override
            void convert(FunctionInput input, int row) {
                byte[] bytes = StringView.bytes(input.address(0, row));
                if (bytes.length >= 2 && bytes[0] == '\\' && bytes[1] == 'x') {
                    try {
                        bytes = HexFormat.of().parseHex(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_8));
                    } catch (IllegalArgumentException e) {
                        throw NumberText.invalid(input.address(0, row), DataType.VARBINARY);
                    }
                }
                input.putBytes(row, bytes, bytes.length);
            }
        };
    }

    private static Optional<Casts.Conversion> fromText(FunctionBinding binding, boolean safe) {
        DataType to = binding.result();
        RowCast cast = switch (to.kind()) {
            case BOOLEAN -> toBoolean(safe);
            case TINYINT, SMALLINT, INTEGER, BIGINT -> toInteger(to, safe);
            case REAL, DOUBLE -> toDouble(to, safe);
            case DECIMAL -> toDecimal(to, safe);
            case DATE, TIME, TIMESTAMP, TIMESTAMP_TZ -> toDateTime(binding, safe);
            case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> toInterval(to, safe);
            case NULL, CHAR, VARCHAR, VARBINARY -> null;
        };
        return Optional.ofNullable(cast).map(Casts.Conversion::strict);
    }

    private static RowCast toBoolean(boolean safe) {
        return new RowCast(safe) {
            @Override
            void convert(FunctionInput input, int row) {
                input.putBoolean(row, parse(input, row));
            }

            private boolean parse(FunctionInput input, int row) {
                return switch (input.textAt(0, row).strip().toLowerCase(Locale.ROOT)) {
                    case "t", "tr", "tru", "true", "y", "ye", "yes", "on", "1" -> true;
                    case "f", "fa", "fal", "fals", "false", "n", "no", "of", "off", "0" -> false;
                    default -> throw NumberText.invalid(input.address(0, row), DataType.BOOLEAN);
                };
            }
        };
    }

    private static RowCast toInteger(DataType to, boolean safe) {
        long min = Casts.range(to)[0];
        long max = Casts.range(to)[1];
        boolean ints = to.physicalType() == PhysicalType.INT32;
        return new RowCast(safe) {
            @Override
            void convert(FunctionInput input, int row) {
                long value = NumberText.parseLong(input.address(0, row), min, max, to);
                if (ints) {
                    input.putInt(row, (int) value);
                } else {
                    input.putLong(row, value);
                }
            }
        };
    }

    private static RowCast toDouble(DataType to, boolean safe) {
        return new RowCast(safe) {
            @Override
            void convert(FunctionInput input, int row) {
                input.putDouble(row, NumberText.parseDouble(input.address(0, row), to));
            }
        };
    }

    private static RowCast toDecimal(DataType to, boolean safe) {
        return new RowCast(safe) {
            @Override
            void convert(FunctionInput input, int row) {
                NumericCasts.putUnscaled(input, row, to, NumberText.parseDecimal(input.address(0, row), to));
            }
        };
    }

    private static RowCast toDateTime(FunctionBinding binding, boolean safe) {
        DataType to = binding.result();
        TimeZones zone = new TimeZones(binding.context().timeZone());
        DateTimeCastText reader = new DateTimeCastText(to);
        return new RowCast(safe) {
            @Override
            void convert(FunctionInput input, int row) {
                String text = input.textAt(0, row);
                switch (to.kind()) {
                    case DATE -> input.putInt(row, reader.parseDate(text));
                    case TIME -> input.putLong(row, reader.parseTime(text));
                    default -> {
                        boolean withZone = to.kind() == TypeKind.TIMESTAMP_TZ;
                        long value = reader.parseTimestamp(text, zone, withZone);
                        DataType read = to.isNanos() ? DataType.timestamp(9) : DataType.TIMESTAMP;
                        input.putLong(row, DateTimeCasts.rescale(value, read, to));
                    }
                }
            }
        };
    }

    private static RowCast toInterval(DataType to, boolean safe) {
        boolean months = to.kind() == TypeKind.INTERVAL_YEAR_MONTH;
        return new RowCast(safe) {
            @Override
            void convert(FunctionInput input, int row) {
                String text = input.textAt(0, row);
                IntervalCastText parsed = IntervalCastText.parse(text);
                if (parsed == null || (months ? parsed.micros() != 0 : parsed.months() != 0)) {
                    throw new EngineException(
                            ErrorCode.INVALID_DATETIME,
                            "Invalid text for type " + to + "; write it like '1 year 2 months' or '3 days 04:05:06': \""
                                    + text + "\"");
                }
                if (months) {
                    input.putInt(row, (int) parsed.months());
                } else {
                    input.putLong(row, parsed.micros());
                }
            }
        };
    }
}
