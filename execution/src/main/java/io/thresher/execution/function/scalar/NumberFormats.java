package io.thresher.execution.function.scalar;

import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarKernel;
import io.thresher.execution.kernel.Int128;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** TO_CHAR of numbers: the template's 9, 0, comma, point, S, MI and FM, as PostgreSQL fills them. */
final class NumberFormats {
    private NumberFormats() {}

    static ScalarKernel kernel(FunctionBinding binding) {
        DataType type = binding.argument(0);
        return RowBodies.text((input, row) -> format(value(input, row, type), input.textAt(1, row)));
    }

    private static BigDecimal value(FunctionInput input, int row, DataType type) {
        if (type.physicalType() == PhysicalType.INT128) {
            return new BigDecimal(Int128.bigInteger(input.address(0, row)), type.scale());
        }
        if (type.physicalType() == PhysicalType.INT64) {
            return BigDecimal.valueOf(input.longAt(0, row), type.scale());
        }
        double value = input.doubleAt(0, row);
        if (!Double.isFinite(value)) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "Number has no digits to format: " + value);
        }
        return BigDecimal.valueOf(value);
    }

    private static String format(BigDecimal value, String template) {
        boolean fill = !template.regionMatches(true, 0, "FM", 0, 2);
        String body = fill ? template : template.substring(2);
        int point = body.indexOf('.') < 0 ? body.length() : body.indexOf('.');
        int decimals = (int)
                body.substring(point).chars().filter(c -> c == '9' || c == '0').count();
        BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_UP);
        String[] digits = rounded.abs().toPlainString().split("\\.");
        int places = (int) body.substring(0, point)
                .chars()
                .filter(c -> c == '9' || c == '0')
                .count();
        String whole =
                digits[0].equals("0") && places > 0 && decimals > 0 && body.indexOf('0') > point ? "" : digits[0];
        boolean overflow = digits[0].length() > places && !(digits[0].equals("0") && places == 0);
        String number = overflow
                ? body.replaceAll("[90]", "#").replaceAll("(?i)S|MI", "")
                : whole(body.substring(0, point), digits[0].equals("0") ? whole : digits[0], fill)
                        + fraction(body.substring(point), decimals == 0 ? "" : digits[1], fill);
        return sign(number, rounded.signum() < 0, body, fill);
    }

    private static String whole(String template, String digits, boolean fill) {
        StringBuilder text = new StringBuilder();
        int next = digits.length() - 1;
        int firstZero = template.indexOf('0');
        for (int i = template.length() - 1; i >= 0; i--) {
            char c = template.charAt(i);
            boolean wanted = next >= 0 || firstZero >= 0 && i >= firstZero;
            if (c == '9' || c == '0') {
                text.append(next >= 0 ? digits.charAt(next--) : wanted ? '0' : ' ');
            } else if (c == ',') {
                text.append(wanted && (next >= 0 || firstZero >= 0 && firstZero < i) ? ',' : ' ');
            } else if (!isSign(c)) {
                text.append(c);
            }
        }
        String filled = text.reverse().toString();
        return fill ? filled : filled.stripLeading();
    }

    private static boolean isSign(char c) {
        return c == 'S' || c == 's' || c == 'M' || c == 'm' || c == 'I' || c == 'i';
    }

    private static String fraction(String template, String digits, boolean fill) {
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '9' || c == '0') {
                text.append(digits.charAt(next++));
            } else if (!isSign(c)) {
                text.append(c);
            }
        }
        int least = template.lastIndexOf('0');
        int end = text.length();
        // Without filling, zeros that only a 9 asks for are left out.
        while (!fill && end - 1 > least && end > 1 && text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, end);
    }

    /** The sign goes before the first digit, unless the template says where. */
    private static String sign(String number, boolean negative, String template, boolean fill) {
        String upper = template.toUpperCase(java.util.Locale.ROOT);
        if (upper.endsWith("MI")) {
            return number + (negative ? "-" : fill ? " " : "");
        }
        if (upper.endsWith("S")) {
            return number + (negative ? "-" : "+");
        }
        String sign = negative ? "-" : upper.startsWith("S") ? "+" : fill ? " " : "";
        String digits = number.stripLeading();
        return number.substring(0, number.length() - digits.length()) + sign + digits;
    }
}
