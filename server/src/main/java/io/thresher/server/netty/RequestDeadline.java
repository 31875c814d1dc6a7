package io.thresher.server.netty;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Closes a socket whose request is not complete some time after it began: its bytes must not be held for ever. */
final class RequestDeadline extends ChannelInboundHandlerAdapter {
    private final int seconds;
    private @Nullable ScheduledFuture<?> deadline;

    RequestDeadline(int seconds) {
        this.seconds = seconds;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        // A message may be first and last part at once.
        if (message instanceof HttpRequest && deadline == null) {
            deadline = context.executor()
                    .schedule(
                            () -> {
                                context.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
                            },
                            seconds,
                            TimeUnit.SECONDS);
        }
        if (message instanceof LastHttpContent) {
            lift();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lift();
        context.fireChannelInactive();
    }

    private void lift() {
        ScheduledFuture<?> pending = deadline;
        deadline = null;
        if (pending != null) {
            pending.cancel(false);
        }
    }
}
