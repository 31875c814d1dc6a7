package io.thresher.jdbc;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One socket to the server and the little of HTTP/1.1 that calls need. One thread at a time; after an IOException it is of no use. */
final class HttpChannel implements Closeable {
    private static final int MAX_LINE_BYTES = 8192;
    private static final int MAX_BODY_BYTES = Integer.MAX_VALUE - 64;

    private final Socket socket;
    private final InputStream input;
    private final OutputStream output;
    private final String headers;
    private boolean reusable = true;

    HttpChannel(String host, int port, String connectionId, int connectTimeoutMillis) throws IOException {
        this.socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), connectTimeoutMillis);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            this.input = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            this.output = new BufferedOutputStream(socket.getOutputStream(), 1 << 14);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        // The server closes the session when the last socket that names it is gone.
        this.headers = " HTTP/1.1\r\nHost: " + (host.contains(":") ? "[" + host + "]" : host) + ":" + port
                + "\r\nThresher-Connection: " + connectionId + "\r\nContent-Type: application/octet-stream\r\n"
                + "Content-Length: ";
    }

    /** An answer's status and body. */
    static final class Answer {
        final int status;
        final byte[] body;

        Answer(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }
    }

    /** Whether another call may be made. */
    boolean isReusable() {
        return reusable;
    }

    /** Posts a body and waits for the answer, at most {@code timeoutMillis} for its next piece; 0 waits for ever. */
    Answer post(String path, byte[] body, int timeoutMillis) throws IOException {
        socket.setSoTimeout(timeoutMillis);
        output.write(("POST " + path + headers + body.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        output.write(body);
        output.flush();
        String statusLine = line();
        if (!statusLine.startsWith("HTTP/1.") || statusLine.length() < 12) {
            throw new ProtocolException("Not an HTTP answer");
        }
        int status = number(statusLine.substring(9, 12), 10);
        long length = -1;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String name = header.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
            String value = header.substring(colon + 1).trim();
            if (name.equals("content-length")) {
                length = number(value, 10);
            } else if (name.equals("transfer-encoding")) {
                chunked = value.equalsIgnoreCase("chunked");
            } else if (name.equals("connection")) {
                reusable = !value.equalsIgnoreCase("close");
            }
        }
        if (chunked) {
            return new Answer(status, chunks());
        }
        if (length < 0 || length > MAX_BODY_BYTES) {
            throw new ProtocolException("Answer without a length");
        }
        return new Answer(status, exactly((int) length));
    }

    private byte[] exactly(int length) throws IOException {
        // Grows with what arrives, not with what the other side claims.
        byte[] bytes = input.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("Answer cut off");
        }
        return bytes;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = line();
            int semicolon = size.indexOf(';');
            int length = number(
                    semicolon < 0 ? size.trim() : size.substring(0, semicolon).trim(), 16);
            if (length == 0) {
                return afterTrailers(body);
            }
            body.write(exactly(length));
            line();
        }
    }

    /** Trailers say nothing that is needed here. */
    private byte[] afterTrailers(ByteArrayOutputStream body) throws IOException {
        String trailer = line();
        while (!trailer.isEmpty()) {
            trailer = line();
        }
        return body.toByteArray();
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int number = Integer.parseInt(text, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below as what it is: not HTTP.
        }
        throw new ProtocolException("Not an HTTP answer");
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        for (int b = input.read(); b != '\n'; b = input.read()) {
            if (b < 0) {
                throw new EOFException("Connection closed by the server");
            }
            if (line.size() == MAX_LINE_BYTES) {
                throw new ProtocolException("Not an HTTP answer");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
