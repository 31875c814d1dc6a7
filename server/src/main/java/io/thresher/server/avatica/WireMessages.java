package io.thresher.server.avatica;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.calcite.avatica.proto.Common;
import org.apache.calcite.avatica.proto.Requests;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.Service;

/**
 * The envelope of one protobuf call. Avatica names a message by its class; our driver's jar carries these classes under a
 * prefix, so its requests come with it and its answers must go with it. One call.
 */
final class WireMessages {
    private static final String DRIVER_PREFIX = "io.thresher.jdbc.shaded.";
    private static final String EXECUTE_REQUEST = Requests.ExecuteRequest.class.getName();

    private boolean prefixed;

    /**
     * The request as Avatica's own classes know it, without the signature that an execute request may carry: Avatica would load
     * the class that it names, and the server has its own copy.
     */
    byte[] request(byte[] body) throws IOException {
        Common.WireMessage message = Common.WireMessage.parseFrom(body);
        String name = message.getName();
        prefixed = name.startsWith(DRIVER_PREFIX);
        if (prefixed) {
            name = name.substring(DRIVER_PREFIX.length());
        }
        Common.WireMessage.Builder clean = message.toBuilder().setName(name);
        if (name.equals(EXECUTE_REQUEST)) {
            Requests.ExecuteRequest request = Requests.ExecuteRequest.parseFrom(message.getWrappedMessage());
            Requests.ExecuteRequest unsigned = request.toBuilder()
                    .setStatementHandle(request.getStatementHandle().toBuilder().clearSignature())
                    .build();
            clean.setWrappedMessage(ByteString.copyFrom(unsigned.toByteArray()));
        }
        return clean.build().toByteArray();
    }

    /** The answer as the client that asked knows it. */
    byte[] answer(byte[] response) {
        if (!prefixed) {
            return response;
        }
        try {
            Common.WireMessage message = Common.WireMessage.parseFrom(response);
            return message.toBuilder()
                    .setName(DRIVER_PREFIX + message.getName())
                    .build()
                    .toByteArray();
        } catch (InvalidProtocolBufferException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Avatica's translation; what it cannot decode is the client's fault, not a bug here. */
    static final class Translation extends ProtobufTranslationImpl {
        @Override
        public Service.Request parseRequest(byte[] bytes) throws IOException {
            try {
                return super.parseRequest(bytes);
            } catch (RuntimeException e) {
                throw new IOException("Not a request", e);
            }
        }
    }
}
