package io.thresher.server.avatica;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.server.netty.RequestHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.avatica.metrics.noop.NoopMetricsSystem;
import org.apache.calcite.avatica.remote.Handler;
import org.apache.calcite.avatica.remote.JsonHandler;
import org.apache.calcite.avatica.remote.JsonService;
import org.apache.calcite.avatica.remote.LocalService;
import org.apache.calcite.avatica.remote.ProtobufHandler;
import org.apache.calcite.avatica.remote.ProtobufTranslation;
import org.apache.calcite.avatica.remote.Service;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP endpoint: Avatica's protobuf and JSON messages on {@code POST /}, and the side calls that its protocol lacks under
 * {@code /v1/}. Thread-safe.
 */
public final class AvaticaEndpoint implements RequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AvaticaEndpoint.class);
    private static final ObjectMapper JSON = JsonService.MAPPER;
    private static final int ERROR_STATUS = 500;
    private static final String FETCH = "/v1/statement/fetch";

    private final ProtobufHandler protobuf;
    private final JsonHandler json;
    private final SideCalls sideCalls;

    /** Serves the calls of {@code meta}; {@code sideCalls} answers what lies below {@code /v1/}. */
    public AvaticaEndpoint(EngineMeta meta, SideCalls sideCalls) {
        Service service = new LocalService(meta, NoopMetricsSystem.getInstance());
        this.protobuf = new PlainProtobufHandler(service, new WireMessages.Translation());
        this.json = new PlainJsonHandler(service);
        this.sideCalls = sideCalls;
    }

    @Override
    public Response handle(String method, String path, byte[] body) {
        int question = path.indexOf('?');
        String route = question < 0 ? path : path.substring(0, question);
        if (route.equals("/health")) {
            return text(200, "ok");
        }
        if (!method.equals("POST")) {
            return text(405, "Only POST");
        }
        if (route.startsWith("/v1/")) {
            return sideCall(route, question < 0 ? "" : path.substring(question + 1));
        }
        boolean isJson = body.length > 0 && body[0] == '{';
        return isJson ? json(body) : protobuf(body);
    }

    @Override
    public boolean isQuick(String path) {
        return path.startsWith("/v1/") && !path.startsWith(FETCH);
    }

    @Override
    public void disconnected(String connectionId) {
        sideCalls.disconnected(connectionId);
    }

    private Response sideCall(String route, String query) {
        try {
            if (route.equals(FETCH)) {
                byte[] frame = sideCalls.fetch(parameters(query));
                return frame == null
                        ? text(404, "No such statement")
                        : new Response(200, "application/octet-stream", frame);
            }
            String answer = sideCalls.call(route, parameters(query));
            return answer == null ? text(404, "No such call or statement") : text(200, answer);
        } catch (EngineException e) {
            AvaticaErrors.logged(e);
            return text(400, e.code().sqlState() + " " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Side call failed", e);
            return text(500, "Internal error");
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new EngineException(ErrorCode.PROTOCOL_VIOLATION, "Parameter not understood: " + text, e);
        }
    }

    private Response protobuf(byte[] body) {
        Handler.HandlerResponse<byte[]> answer;
        WireMessages messages = new WireMessages();
        try {
            answer = protobuf.apply(messages.request(body));
        } catch (IOException e) {
            answer = protobuf.convertToErrorResponse(malformed(e));
        } catch (StackOverflowError e) {
            answer = protobuf.convertToErrorResponse(tooComplex(e));
        }
        return new Response(
                answer.getStatusCode(), "application/x-google-protobuf", messages.answer(answer.getResponse()));
    }

    private Response json(byte[] body) {
        Handler.HandlerResponse<String> answer;
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree.get("statementHandle") instanceof ObjectNode handle) {
                handle.remove("signature");
            }
            answer = json.apply(JSON.writeValueAsString(tree));
        } catch (IOException e) {
            answer = json.convertToErrorResponse(malformed(e));
        } catch (StackOverflowError e) {
            answer = json.convertToErrorResponse(tooComplex(e));
        }
        byte[] bytes = answer.getResponse().getBytes(StandardCharsets.UTF_8);
        return new Response(answer.getStatusCode(), "application/json;charset=utf-8", bytes);
    }

    private static EngineException tooComplex(StackOverflowError e) {
        return new EngineException(ErrorCode.STATEMENT_TOO_COMPLEX, "Statement nested too deeply; simplify it", e);
    }

    private static EngineException malformed(IOException e) {
        return new EngineException(
                ErrorCode.PROTOCOL_VIOLATION, "Request not understood; is this a Thresher driver?", e);
    }

    /** Answers errors without stack traces. */
    private static final class PlainProtobufHandler extends ProtobufHandler {
        private final ProtobufTranslation translation;

        PlainProtobufHandler(Service service, ProtobufTranslation translation) {
            super(service, translation, NoopMetricsSystem.getInstance());
            this.translation = translation;
        }

        @Override
        public HandlerResponse<byte[]> convertToErrorResponse(Exception e) {
            try {
                return new HandlerResponse<>(translation.serializeResponse(AvaticaErrors.response(e)), ERROR_STATUS);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    /** Answers errors without stack traces. */
    private static final class PlainJsonHandler extends JsonHandler {
        PlainJsonHandler(Service service) {
            super(service, NoopMetricsSystem.getInstance());
        }

        @Override
        public HandlerResponse<String> convertToErrorResponse(Exception e) {
            try {
                return new HandlerResponse<>(JSON.writeValueAsString(AvaticaErrors.response(e)), ERROR_STATUS);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    private static Response text(int status, String text) {
        return new Response(status, "text/plain;charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
