package io.thresher.execution.function.scalar;

import static io.thresher.execution.function.ScalarFunction.strict;

import io.thresher.batch.StringView;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.function.FunctionGroup;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarFunction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Digests, and bytes written as text: hex and base64. */
final class BinaryFunctions {
    private BinaryFunctions() {}

    static List<ScalarFunction> functions() {
        return List.of(
                digest("md5", "MD5"),
                digest("sha256", "SHA-256"),
                ScalarFunction.of(
                        "to_hex",
                        FunctionGroup.BINARY,
                        "The hexadecimal digits of a whole number (two's complement if negative) or of bytes.",
                        "TO_HEX(255)",
                        strict(
                                "BIGINT -> VARCHAR",
                                b -> RowBodies.text((input, row) -> Long.toHexString(input.longAt(0, row)))),
                        strict("VARBINARY -> VARCHAR", b -> RowBodies.text((input, row) -> hex(bytes(input, row)))),
                        strict("VARCHAR -> VARCHAR", b -> RowBodies.text((input, row) -> hex(bytes(input, row))))),
                ScalarFunction.of(
                        "from_hex",
                        FunctionGroup.BINARY,
                        "The bytes of hexadecimal digits.",
                        "FROM_HEX('FF')",
                        strict(
                                "VARCHAR -> VARBINARY",
                                b -> RowBodies.bytes((input, row) -> unhex(input.textAt(0, row))))),
                ScalarFunction.of(
                        "base64",
                        FunctionGroup.BINARY,
                        "The bytes in base64.",
                        "BASE64('Thresher')",
                        strict(
                                "VARBINARY -> VARCHAR",
                                b -> RowBodies.text((input, row) -> toBase64(bytes(input, row)))),
                        strict("VARCHAR -> VARCHAR", b -> RowBodies.text((input, row) -> toBase64(bytes(input, row))))),
                ScalarFunction.of(
                        "from_base64",
                        FunctionGroup.BINARY,
                        "The bytes of base64 text.",
                        "FROM_BASE64('VGg=')",
                        strict(
                                "VARCHAR -> VARBINARY",
                                b -> RowBodies.bytes((input, row) -> ofBase64(input.textAt(0, row))))),
                ScalarFunction.of(
                        "encode",
                        FunctionGroup.BINARY,
                        "The bytes written as 'hex' or 'base64'.",
                        "ENCODE('Thresher', 'hex')",
                        strict("VARBINARY, VARCHAR -> VARCHAR", b -> RowBodies.text(BinaryFunctions::encode)),
                        strict("VARCHAR, VARCHAR -> VARCHAR", b -> RowBodies.text(BinaryFunctions::encode))),
                ScalarFunction.of(
                        "decode",
                        FunctionGroup.BINARY,
                        "The bytes of text written as 'hex' or 'base64'.",
                        "DECODE('5468', 'hex')",
                        strict("VARCHAR, VARCHAR -> VARBINARY", b -> RowBodies.bytes(BinaryFunctions::decode))));
    }

    private static ScalarFunction digest(String name, String algorithm) {
        return ScalarFunction.of(
                name,
                FunctionGroup.BINARY,
                "The " + algorithm + " digest, as hexadecimal digits.",
                name.toUpperCase(Locale.ROOT) + "('Thresher')",
                strict("VARCHAR -> VARCHAR", b -> digest(algorithm)),
                strict("VARBINARY -> VARCHAR", b -> digest(algorithm)));
    }

    private static io.thresher.execution.function.ScalarKernel digest(String algorithm) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            return RowBodies.text((input, row) -> hex(digest.digest(bytes(input, row))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has this digest: " + algorithm, e);
        }
    }

    private static byte[] bytes(FunctionInput input, int row) {
        return StringView.bytes(input.address(0, row));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String toBase64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] unhex(String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "Not hexadecimal digits: \"" + text + "\"");
        }
    }

    private static byte[] ofBase64(String text) {
        try {
            return Base64.getMimeDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "Not base64: \"" + text + "\"");
        }
    }

    private static String encode(FunctionInput input, int row) {
        return switch (format(input, row)) {
            case "hex" -> hex(bytes(input, row));
            case "base64" -> toBase64(bytes(input, row));
            default -> throw unknownFormat(input, row);
        };
    }

    private static byte[] decode(FunctionInput input, int row) {
        return switch (format(input, row)) {
            case "hex" -> unhex(input.textAt(0, row));
            case "base64" -> ofBase64(input.textAt(0, row));
            default -> throw unknownFormat(input, row);
        };
    }

    private static String format(FunctionInput input, int row) {
        return input.textAt(1, row).toLowerCase(Locale.ROOT);
    }

    private static EngineException unknownFormat(FunctionInput input, int row) {
        return new EngineException(
                ErrorCode.INVALID_ARGUMENT, "Unknown encoding; use hex or base64: \"" + input.textAt(1, row) + "\"");
    }
}
