package io.thresher.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.calcite.avatica.proto.Common;
import org.apache.calcite.avatica.proto.Requests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages no driver would send: each is answered or its socket closed, and the server lives. */
@Timeout(120)
class HostileWireTest {
    @RegisterExtension
    static final WireServer SERVER = new WireServer();

    private static final int ROUNDS = 100;
    private static final String OPEN = "org.apache.calcite.avatica.proto.Requests$OpenConnectionRequest";

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @AfterEach
    void theServerLives() throws SQLException {
        System.out.println("seed " + seed);
        assertThat(SERVER.single("SELECT 1")).isEqualTo(1);
    }

    /** Sends bytes and returns what comes back until the other side closes, at most for a while. */
    private static String send(byte[] bytes, boolean halfClose) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(bytes);
            if (halfClose) {
                socket.shutdownOutput();
            }
            return read(socket.getInputStream());
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // Closed in the middle of what we wrote: that is an answer.
            return "";
        }
    }

    private static String read(InputStream input) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
            answer.write(buffer, 0, count);
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] post(byte[] body, String... headers) {
        StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    private static void answered(byte[] body) throws IOException {
        String answer = send(post(body), false);
        assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("\tat ", ".java:");
    }

    private static byte[] wire(String name, byte[] message) {
        return Common.WireMessage.newBuilder()
                .setName(name)
                .setWrappedMessage(ByteString.copyFrom(message))
                .build()
                .toByteArray();
    }

    private static byte[] execute(String sql) {
        return wire(
                "org.apache.calcite.avatica.proto.Requests$PrepareAndExecuteRequest",
                Requests.PrepareAndExecuteRequest.newBuilder()
                        .setConnectionId("nobody")
                        .setStatementId(7)
                        .setSql(sql)
                        .build()
                        .toByteArray());
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void randomBytesInsteadOfHttp() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            send(bytes(1 + random.nextInt(2000)), true);
        }
    }

    @Test
    void randomBytesAsMessages() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            answered(bytes(random.nextInt(300)));
            byte[] json = bytes(random.nextInt(300) + 1);
            json[0] = '{';
            answered(json);
        }
    }

    @Test
    void truncatedAndChangedMessages() throws IOException {
        byte[] whole = execute("SELECT 1");
        for (int length = 0; length < whole.length; length += 3) {
            answered(java.util.Arrays.copyOf(whole, length));
        }
        for (int round = 0; round < ROUNDS; round++) {
            byte[] changed = whole.clone();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            answered(changed);
        }
    }

    @Test
    void messageNamesThatAreOtherClasses() throws IOException {
        List<String> names = new ArrayList<>(List.of(
                "java.lang.Runtime",
                "org.apache.calcite.avatica.proto.Requests",
                "org.apache.calcite.avatica.proto.Responses$ErrorResponse",
                "io.thresher.jdbc.shaded.java.lang.Runtime",
                "../../etc/passwd",
                "",
                "x".repeat(100_000)));
        for (String name : names) {
            answered(wire(name, bytes(20)));
        }
        answered("{\"request\":\"java.lang.Runtime\"}".getBytes(StandardCharsets.UTF_8));
        answered("{\"request\":[\"java.util.HashMap\",{}]}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void classNamesInSignatures() throws Exception {
        Common.Signature signature = Common.Signature.newBuilder()
                .setSql("SELECT 1")
                .setCursorFactory(Common.CursorFactory.newBuilder()
                        .setStyle(Common.CursorFactory.Style.OBJECT)
                        .setClassName("io.thresher.server.wire.HostileWireTest$Canary"))
                .build();
        Common.StatementHandle handle = Common.StatementHandle.newBuilder()
                .setConnectionId("nobody")
                .setId(1)
                .setSignature(signature)
                .build();
        answered(wire(
                "org.apache.calcite.avatica.proto.Requests$ExecuteRequest",
                Requests.ExecuteRequest.newBuilder()
                        .setStatementHandle(handle)
                        .build()
                        .toByteArray()));
        answered(
                ("{\"request\":\"execute\",\"statementHandle\":{\"connectionId\":\"nobody\",\"id\":1,\"signature\":{\"cursorFactory\":"
                                + "{\"style\":\"OBJECT\",\"clazz\":\"io.thresher.server.wire.HostileWireTest$Canary\"}}},\"parameterValues\":[]}")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(System.getProperty("thresher.canary")).isNull();
    }

    /** Loaded by nobody but an attacker. */
    static final class Canary {
        static {
            System.setProperty("thresher.canary", "loaded");
        }

        private Canary() {}
    }

    @Test
    void hugeDeclaredSizes() throws IOException {
        send(
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9223372036854775807\r\n\r\nabc"
                        .getBytes(StandardCharsets.ISO_8859_1),
                true);
        send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\nabc".getBytes(StandardCharsets.ISO_8859_1), true);
        send(
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\nabc"
                        .getBytes(StandardCharsets.ISO_8859_1),
                true);
        // A protobuf string that claims two gigabytes.
        answered(new byte[] {0x0a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 'x'});
        send(("GET /" + "x".repeat(1 << 20) + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1), true);
        send(("POST / HTTP/1.1\r\n" + "X: y\r\n".repeat(100_000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1), true);
    }

    @Test
    void deepJsonAndDeepSql() throws IOException {
        answered(("{\"request\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
        answered(execute("SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000)));
    }

    @Test
    void browsersOtherMethodsAndPaths() throws IOException {
        assertThat(send(post(execute("SELECT 1"), "Origin: http://evil.example"), false))
                .startsWith("HTTP/1.1 403");
        for (String method : List.of("GET", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW")) {
            String answer = send(
                    (method + " / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1),
                    false);
            assertThat(answer).startsWith("HTTP/1.1 4");
        }
        for (String path : List.of(
                "/v1/",
                "/v1/statement/cancel",
                "/v1/statement/cancel?statement=99999999999999999999",
                "/v1/session/use?connection=%zz",
                "/v1/session/ping?connection=%00",
                "/../../etc/passwd")) {
            String answer = send(
                    ("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1),
                    false);
            assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("root:");
        }
        assertThat(send(
                        "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.ISO_8859_1),
                        false))
                .endsWith("ok");
    }

    @Test
    void pipelinedRequestsAreRefusedOrAnswered() throws IOException {
        byte[] ping = ("POST /v1/session/ping?connection=x HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                .repeat(50)
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(send(ping, true)).startsWith("HTTP/1.1 ");
    }

    @Test
    void anotherConnectionsStatementIsNotFound() throws IOException {
        answered(execute("SELECT 1"));
        String fetch =
                "{\"request\":\"fetch\",\"connectionId\":\"nobody\",\"statementId\":0,\"offset\":0,\"fetchMaxRowCount\":10}";
        assertThat(send(post(fetch.getBytes(StandardCharsets.UTF_8)), false))
                .contains("08003")
                .contains("Connection is closed");
    }

    @Test
    void aConnectionMayNotSetWhatOnlyTheServerSets() throws IOException {
        byte[] open = wire(
                OPEN,
                Requests.OpenConnectionRequest.newBuilder()
                        .setConnectionId("hostile")
                        .putInfo("thresher.files.roots", "/")
                        .build()
                        .toByteArray());
        assertThat(send(post(open), false)).startsWith("HTTP/1.1 500").contains("files.roots");
    }

    @Test
    void idleHalfOpenSocketsDoNotStopOthers() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port());
                socket.getOutputStream()
                        .write("POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\nab"
                                .getBytes(StandardCharsets.ISO_8859_1));
                sockets.add(socket);
            }
            assertThat(SERVER.single("SELECT 2")).isEqualTo(2);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
