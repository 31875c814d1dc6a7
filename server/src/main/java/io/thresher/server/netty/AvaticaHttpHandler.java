package io.thresher.server.netty;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each request to a worker thread, because Avatica's calls block, and writes the answer. One instance a connection. */
final class AvaticaHttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(AvaticaHttpHandler.class);

    private final RequestHandler handler;
    private final Executor workers;

    AvaticaHttpHandler(RequestHandler handler, Executor workers) {
        this.handler = handler;
        this.workers = workers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        // A browser sends Origin with what a page makes it post; no driver does.
        if (request.headers().contains(HttpHeaderNames.ORIGIN)) {
            write(context, new RequestHandler.Response(403, "text/plain", text("No browser requests")), false);
            return;
        }
        if (!request.decoderResult().isSuccess()) {
            write(context, new RequestHandler.Response(400, "text/plain", text("Malformed request")), false);
            return;
        }
        String method = request.method().name();
        String path = request.uri();
        byte[] body = ByteBufUtil.getBytes(request.content());
        try {
            workers.execute(() -> write(context, handler.handle(method, path, body), keepAlive));
        } catch (RejectedExecutionException e) {
            write(context, new RequestHandler.Response(503, "text/plain", text("Too many requests")), false);
        }
    }

    private static byte[] text(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(ChannelHandlerContext context, RequestHandler.Response answer, boolean keepAlive) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                Unpooled.wrappedBuffer(answer.body()));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        HttpUtil.setKeepAlive(response, keepAlive);
        var written = context.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("Connection failed: {}", cause.toString());
        context.close();
    }
}
