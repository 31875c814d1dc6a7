package io.thresher.server.netty;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each request to a worker thread, because Avatica's calls block, and writes the answer. One instance a socket, one request
 * at a time.
 */
final class AvaticaHttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(AvaticaHttpHandler.class);
    private static final String CONNECTION_HEADER = "Thresher-Connection";
    private static final int MAX_CONNECTION_ID_LENGTH = 200;
    private static final int FAILED = 503;

    private final RequestHandler handler;
    private final Executor workers;
    private final Executor quickWorkers;
    private final OpenSockets sockets;
    private @Nullable String connectionId;
    private volatile boolean busy;

    AvaticaHttpHandler(RequestHandler handler, Executor workers, Executor quickWorkers, OpenSockets sockets) {
        this.handler = handler;
        this.workers = workers;
        this.quickWorkers = quickWorkers;
        this.sockets = sockets;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        RequestHandler.Response refusal = refusal(request);
        if (refusal != null) {
            write(context, refusal, false);
            return;
        }
        rememberConnection(request.headers().get(CONNECTION_HEADER));
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        String method = request.method().name();
        String path = request.uri();
        byte[] body = ByteBufUtil.getBytes(request.content());
        busy = true;
        try {
            (handler.isQuick(path) ? quickWorkers : workers).execute(() -> {
                RequestHandler.Response answer = answer(method, path, body);
                busy = false;
                write(context, answer, keepAlive && answer.status() != FAILED);
            });
        } catch (RejectedExecutionException e) {
            write(context, text(503, "Too many requests; retry later"), false);
        }
    }

    private RequestHandler.Response answer(String method, String path, byte[] body) {
        try {
            return handler.handle(method, path, body);
        } catch (Throwable e) { // The server boundary: a client must not wait for ever because memory ran out.
            LOG.error("Request failed", e);
            return text(FAILED, "Internal error");
        }
    }

    private RequestHandler.@Nullable Response refusal(FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            return text(400, "Malformed request");
        }
        // A browser sends Origin with what a page makes it post; no driver does.
        if (request.headers().contains(HttpHeaderNames.ORIGIN)) {
            return text(403, "No browser requests");
        }
        return busy ? text(400, "One request at a time on a socket") : null;
    }

    private void rememberConnection(@Nullable String id) {
        if (connectionId == null && id != null && id.length() <= MAX_CONNECTION_ID_LENGTH) {
            connectionId = id;
            sockets.opened(id);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        String id = connectionId;
        if (id == null || !sockets.closed(id)) {
            return;
        }
        try {
            quickWorkers.execute(() -> handler.disconnected(id));
        } catch (RejectedExecutionException e) {
            // The server is ending, or so full that the idle time-out must do it.
            LOG.debug("Connection {} left to its idle time-out", id);
        }
    }

    private static RequestHandler.Response text(int status, String message) {
        return new RequestHandler.Response(status, "text/plain", message.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(ChannelHandlerContext context, RequestHandler.Response answer, boolean keepAlive) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                Unpooled.wrappedBuffer(answer.body()));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        HttpUtil.setKeepAlive(response, keepAlive);
        ChannelFuture written = context.writeAndFlush(response);
        written.addListener(keepAlive ? ChannelFutureListener.CLOSE_ON_FAILURE : ChannelFutureListener.CLOSE);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && !busy) {
            context.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("Socket failed: {}", cause.toString());
        context.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
}
