package io.thresher.planner;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.parser.SourcePositions;
import io.thresher.parser.SqlParser;
import io.thresher.planner.catalog.CatalogSnapshot;
import io.thresher.planner.catalog.EngineOperatorTable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.jspecify.annotations.Nullable;

/** Turns Calcite's complaints about a query into ours: code, message, hint, place in the user's text. */
final class ValidationErrors {
    private static final Pattern NAME = Pattern.compile("^(Table|Object|Column|Unknown identifier) '(.*?)'");
    private static final Pattern WITHIN = Pattern.compile(" within '(.*?)'");
    private static final Pattern SIGNATURE =
            Pattern.compile("No match found for function signature (.*?)\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern ARGUMENTS =
            Pattern.compile("Cannot apply '(.*?)' to arguments of type '(.*?)'\\.", Pattern.DOTALL);
    private static final Pattern CONVERSION =
            Pattern.compile("cannot convert value of type (.*?) to type (.*)$", Pattern.DOTALL);
    private static final Pattern GROUPED = Pattern.compile("^Expression '(.*?)' is not being grouped", Pattern.DOTALL);

    /** The beginning of a message of Calcite's and the code it means. */
    private record Known(String part, ErrorCode code) {}

    private static final List<Known> KNOWN = List.of(
            new Known("is ambiguous", ErrorCode.AMBIGUOUS_COLUMN),
            new Known("Aggregate expression", ErrorCode.GROUPING_ERROR),
            new Known("grouped expression", ErrorCode.GROUPING_ERROR),
            new Known("may only occur in", ErrorCode.GROUPING_ERROR),
            new Known("Invalid number of arguments", ErrorCode.FUNCTION_NOT_FOUND),
            new Known("must have compatible types", ErrorCode.TYPE_MISMATCH),
            new Known("Illegal mixing of types", ErrorCode.TYPE_MISMATCH),
            new Known("Parameters must be of the same type", ErrorCode.TYPE_MISMATCH),
            new Known("Type mismatch in column", ErrorCode.TYPE_MISMATCH),
            new Known("cannot convert value of type", ErrorCode.TYPE_MISMATCH),
            new Known("Cannot compare values", ErrorCode.TYPE_MISMATCH),
            new Known("not comparable", ErrorCode.TYPE_MISMATCH),
            new Known("must be a condition", ErrorCode.TYPE_MISMATCH),
            new Known("Expected a boolean type", ErrorCode.TYPE_MISMATCH),
            new Known("incompatible types", ErrorCode.TYPE_MISMATCH),
            new Known("Unknown datatype name", ErrorCode.TYPE_MISMATCH),
            new Known("Numeric literal", ErrorCode.NUMERIC_OUT_OF_RANGE),
            new Known("Illegal DATE literal", ErrorCode.INVALID_DATETIME),
            new Known("Illegal TIME", ErrorCode.INVALID_DATETIME),
            new Known("Illegal INTERVAL", ErrorCode.INVALID_DATETIME),
            new Known("Date literal", ErrorCode.INVALID_DATETIME),
            new Known("Duplicate relation name", ErrorCode.DUPLICATE_TABLE));

    private final CatalogSnapshot snapshot;
    private final SourcePositions positions;
    private final String schema;

    ValidationErrors(CatalogSnapshot snapshot, SourcePositions positions, String schema) {
        this.snapshot = snapshot;
        this.positions = positions;
        this.schema = schema;
    }

    /** Our exception for one that validation, conversion or optimization threw. */
    EngineException translate(RuntimeException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof EngineException) {
                return (EngineException) cause;
            }
            if (cause instanceof CalciteContextException) {
                return positioned((CalciteContextException) cause);
            }
            if (cause instanceof CalciteException) {
                return general(String.valueOf(cause.getMessage()), "", cause);
            }
        }
        return new EngineException(
                ErrorCode.INTERNAL_ERROR, "Planner failed on this query; please report it: " + error, error);
    }

    private EngineException positioned(CalciteContextException error) {
        Throwable cause = error.getCause() == null ? error : error.getCause();
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof EngineException) {
                return (EngineException) inner;
            }
        }
        String place =
                error.getPosLine() > 0 ? "; " + positions.describe(error.getPosLine(), error.getPosColumn()) : "";
        String message = String.valueOf(cause.getMessage());
        EngineException named = missingName(message, place, error);
        if (named == null) {
            named = mismatch(message, place, error);
        }
        if (named == null) {
            named = mistypedCall(message, place, error);
        }
        return named == null ? general(message, place, error) : named;
    }

    private @Nullable EngineException missingName(String message, String place, CalciteContextException cause) {
        Matcher matcher = NAME.matcher(message);
        if (!matcher.find() || message.contains("ambiguous")) {
            return null;
        }
        String name = matcher.group(2);
        boolean column = matcher.group(1).equals("Column") || matcher.group(1).startsWith("Unknown");
        if (column) {
            if (!message.contains("not found") && !message.startsWith("Unknown")) {
                return null;
            }
            return error(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "Column not found: " + name + NearestName.hint(name, snapshot.knownColumns()),
                    place,
                    cause);
        }
        Matcher within = WITHIN.matcher(message);
        boolean isWithin = within.find();
        String inSchema = isWithin ? within.group(1) : schema;
        if (name.equals(SqlParser.GROUP_BY_ALL)) {
            return null;
        }
        boolean qualifier = !isWithin
                && message.startsWith("Object")
                && positions.isQualifier(cause.getPosLine(), cause.getPosColumn())
                && !snapshot.isSchema(name);
        if (snapshot.isSchema(inSchema) && !message.startsWith("Table '") && !qualifier) {
            return error(
                    ErrorCode.TABLE_NOT_FOUND,
                    "Table not found: " + name + NearestName.hint(name, snapshot.tableNames(inSchema)),
                    place,
                    cause);
        }
        ErrorCode code = message.startsWith("Table '") ? ErrorCode.TABLE_NOT_FOUND : ErrorCode.SCHEMA_NOT_FOUND;
        String what =
                code == ErrorCode.TABLE_NOT_FOUND ? "Table or alias not found in this query: " : "Schema not found: ";
        return error(code, what + name, place, cause);
    }

    private @Nullable EngineException mistypedCall(String message, String place, Throwable cause) {
        Matcher signature = SIGNATURE.matcher(message);
        if (signature.find()) {
            String name = signature.group(1);
            boolean known = EngineOperatorTable.functionNames().contains(name.toLowerCase(java.util.Locale.ROOT));
            String text = known
                    ? "Function does not take these arguments, cast them: " + name + "(" + signature.group(2) + ")"
                    : "Function not found: " + name + NearestName.hint(name, EngineOperatorTable.functionNames());
            return error(ErrorCode.FUNCTION_NOT_FOUND, text, place, cause);
        }
        Matcher arguments = ARGUMENTS.matcher(message);
        if (arguments.find()) {
            String text = arguments.group(2).replace("<", "").replace(">", "");
            if (text.startsWith("SUM(INTERVAL") || text.startsWith("AVG(INTERVAL")) {
                return error(
                        ErrorCode.NOT_SUPPORTED,
                        "Intervals cannot be summed; sum EXTRACT(EPOCH FROM x) instead: " + text,
                        place,
                        cause);
            }
            return error(
                    ErrorCode.TYPE_MISMATCH,
                    "Types do not fit, cast one side; operator or function " + arguments.group(1) + ": " + clean(text),
                    place,
                    cause);
        }
        Matcher grouped = GROUPED.matcher(message);
        if (grouped.find()) {
            String text = "Column must be in GROUP BY or inside an aggregate: " + grouped.group(1);
            return error(ErrorCode.GROUPING_ERROR, text, place, cause);
        }
        return null;
    }

    private @Nullable EngineException mismatch(String message, String place, Throwable cause) {
        Matcher matcher = CONVERSION.matcher(message);
        if (!matcher.find()) {
            return null;
        }
        String types = clean(matcher.group(1) + ", " + matcher.group(2)).replace(" NOT NULL", "");
        return error(ErrorCode.TYPE_MISMATCH, "Types do not fit, cast one side: " + types, place, cause);
    }

    private EngineException general(String message, String place, Throwable cause) {
        for (Known known : KNOWN) {
            if (message.contains(known.part())) {
                return error(known.code(), clean(message), place, cause);
            }
        }
        return error(ErrorCode.SYNTAX_ERROR, clean(message), place, cause);
    }

    private static String clean(String message) {
        return message.replace(" CHARACTER SET \"UTF-8\"", "")
                .replace("_UTF-8'", "'")
                .replace('\n', ' ');
    }

    private static EngineException error(ErrorCode code, String message, String place, Throwable cause) {
        return new EngineException(code, message + place, cause);
    }
}
