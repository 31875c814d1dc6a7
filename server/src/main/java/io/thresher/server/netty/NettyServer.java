package io.thresher.server.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening socket and its threads. Event loops only move bytes; requests run on worker threads of their own. */
public final class NettyServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NettyServer.class);
    private static final int MAX_REQUEST_BYTES = 4 << 20;
    private static final int MAX_WORKERS = 512;
    private static final int IDLE_SECONDS = 3600;
    private static final int REQUEST_SECONDS = 30;
    private static final int QUICK_WORKERS = 4;
    private static final int MAX_QUICK_WAITING = 10_000;
    /** Room for planning deeply nested statements; only what is used of it takes memory. */
    private static final long STACK_BYTES = 16 << 20;

    private final EventLoopGroup acceptors = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ExecutorService workers;
    /** Apart, so that a cancel does not wait behind the queries it should end. */
    private final ExecutorService quickWorkers;

    private final Channel channel;

    /**
     * Starts listening; port 0 takes a free one.
     *
     * @throws EngineException INVALID_OPTION_VALUE if the address cannot be bound
     */
    public NettyServer(String host, int port, RequestHandler handler) {
        this.workers = new ThreadPoolExecutor(
                0, MAX_WORKERS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), NettyServer::newWorker);
        this.quickWorkers = new ThreadPoolExecutor(
                QUICK_WORKERS,
                QUICK_WORKERS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_QUICK_WAITING),
                NettyServer::newWorker);
        OpenSockets sockets = new OpenSockets();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(acceptors, loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel child) {
                        child.pipeline()
                                .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS))
                                .addLast(new HttpServerCodec())
                                .addLast(new RequestDeadline(REQUEST_SECONDS))
                                .addLast(new HttpObjectAggregator(MAX_REQUEST_BYTES))
                                .addLast(new AvaticaHttpHandler(handler, workers, quickWorkers, sockets));
                    }
                });
        try {
            this.channel = bootstrap.bind(host, port).syncUninterruptibly().channel();
        } catch (RuntimeException e) {
            stopThreads();
            throw e;
        } catch (Exception e) { // Netty rethrows BindException unchecked though it is checked.
            stopThreads();
            throw new EngineException(
                    ErrorCode.INVALID_OPTION_VALUE,
                    "Cannot listen; choose another server.host or server.port: " + host + ":" + port,
                    e);
        }
    }

    private static Thread newWorker(Runnable work) {
        Thread thread = new Thread(null, work, "thresher-request", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }

    /** The port listened on. */
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Stops taking connections; those that are open go on. */
    public void stopAccepting() {
        channel.close().syncUninterruptibly();
    }

    private void stopThreads() {
        // First those who write: what they hand to the loops must find them running.
        workers.shutdownNow();
        quickWorkers.shutdownNow();
        awaitEnd(workers);
        awaitEnd(quickWorkers);
        acceptors.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static void awaitEnd(ExecutorService threads) {
        try {
            if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.debug("Requests are left running");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopAccepting();
        stopThreads();
        acceptors.terminationFuture().syncUninterruptibly();
        loops.terminationFuture().syncUninterruptibly();
    }
}
