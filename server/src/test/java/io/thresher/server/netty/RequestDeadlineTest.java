package io.thresher.server.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestDeadlineTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new RequestDeadline(30));

    private void begin() {
        channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"));
    }

    private void wait(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void closesWhatDoesNotComeToAnEnd() {
        begin();
        wait(29);
        assertThat(channel.isOpen()).isTrue();
        wait(2);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void leavesSocketsBetweenRequests() {
        begin();
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
        wait(3000);
        assertThat(channel.isOpen()).isTrue();
    }
}
