package io.thresher.server.avatica;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.server.query.QueryExecution;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cancel, time-out, ping, progress, warnings and rows as frames for the statements of an {@link EngineMeta}. */
public final class EngineSideCalls implements SideCalls {
    private static final long MAX_FRAME_ROWS = 1 << 20;

    private final EngineMeta meta;

    /** Answers for the connections of {@code meta}. */
    public EngineSideCalls(EngineMeta meta) {
        this.meta = meta;
    }

    @Override
    public @Nullable String call(String route, Map<String, String> parameters) {
        String connection = parameters.getOrDefault("connection", "");
        if (route.startsWith("/v1/session/")) {
            return meta.isOpen(connection) ? sessionCall(route, connection, parameters) : null;
        }
        OpenStatement statement = meta.findStatement(connection, (int) number(parameters, "statement"));
        if (statement == null) {
            return null;
        }
        return switch (route) {
            case "/v1/statement/cancel" -> {
                statement.cancel();
                yield "ok";
            }
            case "/v1/statement/timeout" -> {
                statement.limitTime(number(parameters, "millis"));
                yield "ok";
            }
            case "/v1/statement/warnings" -> String.join("\n", statement.warnings());
            case "/v1/statement/progress" -> progress(statement.execution());
            default -> null;
        };
    }

    private @Nullable String sessionCall(String route, String connection, Map<String, String> parameters) {
        return switch (route) {
            case "/v1/session/ping" -> "ok";
            case "/v1/session/schema" -> meta.schema(connection);
            case "/v1/session/use" -> {
                meta.useSchema(connection, parameters.getOrDefault("schema", ""));
                yield "ok";
            }
            default -> null;
        };
    }

    @Override
    public byte @Nullable [] fetch(Map<String, String> parameters) {
        return meta.fetchFrame(
                parameters.getOrDefault("connection", ""),
                (int) number(parameters, "statement"),
                number(parameters, "offset"),
                (int) Math.min(MAX_FRAME_ROWS, number(parameters, "rows")));
    }

    @Override
    public void disconnected(String connectionId) {
        meta.disconnected(connectionId);
    }

    private static String progress(@Nullable QueryExecution execution) {
        return execution == null ? "1.0000" : String.format(Locale.ROOT, "%.4f", execution.progress());
    }

    private static long number(Map<String, String> parameters, String name) {
        try {
            return Long.parseLong(parameters.getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            throw new EngineException(ErrorCode.PROTOCOL_VIOLATION, "Parameter must be a number: " + name, e);
        }
    }
}
