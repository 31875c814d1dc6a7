package io.thresher.jdbc;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.avatica.AvaticaClientRuntimeException;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.RemoteProtobufService;
import org.apache.calcite.avatica.remote.RemoteService;
import org.apache.calcite.avatica.remote.Service;

/** Makes what sends a connection's calls to the server. Public because Avatica makes it by its name. */
public final class WireFactory implements Service.Factory {
    /** For Avatica. */
    public WireFactory() {}

    @Override
    public Service create(AvaticaConnection connection) {
        URI server = URI.create(connection.config().url());
        String host = server.getHost();
        HttpTransport transport = new HttpTransport(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host, server.getPort(), connection.id);
        return connection.config().serialization().equals("JSON")
                ? new JsonWire(transport)
                : new ProtobufWire(transport);
    }

    /** What both forms have in common. */
    interface Wire {
        HttpTransport transport();
    }

    /** Protobuf; the server's errors arrive as SQLExceptions with their own message and SQLSTATE. */
    private static final class ProtobufWire extends RemoteProtobufService implements Wire {
        private final HttpTransport transport;

        ProtobufWire(HttpTransport transport) {
            super(transport, new ProtobufTranslationImpl());
            this.transport = transport;
        }

        @Override
        public HttpTransport transport() {
            return transport;
        }

        @Override
        public FetchResponse apply(FetchRequest request) {
            byte[] frame = transport.fetch(request.statementId, request.offset, request.fetchMaxRowCount);
            return frame == null
                    ? super.apply(request)
                    : new FetchResponse(RowFrame.decode(frame, request.offset), false, false, null);
        }

        @Override
        public Response _apply(Request request) {
            try {
                return super._apply(request);
            } catch (AvaticaClientRuntimeException e) {
                throw Errors.unchecked(Errors.ofServer(e));
            }
        }
    }

    /** JSON; errors as above. */
    private static final class JsonWire extends RemoteService implements Wire {
        private final HttpTransport transport;

        JsonWire(HttpTransport transport) {
            super(transport);
            this.transport = transport;
        }

        @Override
        public HttpTransport transport() {
            return transport;
        }

        @Override
        public String apply(String request) {
            byte[] answer = transport.send(request.getBytes(StandardCharsets.UTF_8));
            String text = new String(answer, StandardCharsets.UTF_8);
            if (text.startsWith("{\"response\":\"error\"")) {
                try {
                    decode(text, Response.class);
                } catch (AvaticaClientRuntimeException e) {
                    throw Errors.unchecked(Errors.ofServer(e));
                } catch (IOException e) {
                    throw handle(e);
                }
            }
            return text;
        }
    }
}
