package io.thresher.execution.pipeline;

import io.thresher.execution.event.PipelineFinishedEvent;
import io.thresher.execution.event.QueryFinishedEvent;
import io.thresher.execution.operator.QueryContext;

/** Emits flight recorder events of one query's run. */
final class RunEvents {
    private final QueryFinishedEvent query = new QueryFinishedEvent();

    RunEvents() {
        query.begin();
    }

    void pipelineDone(String queryId, Pipeline pipeline) {
        PipelineFinishedEvent event = new PipelineFinishedEvent();
        if (event.shouldCommit()) {
            event.queryId = queryId;
            event.pipeline = pipeline.id();
            event.tasks = pipeline.tasksMade();
            event.elapsed = pipeline.elapsedNanos();
            event.commit();
        }
    }

    void queryDone(QueryContext context) {
        query.end();
        if (query.shouldCommit()) {
            query.queryId = context.queryId();
            query.failed = context.cancellation().isCanceled();
            query.peakBytes = context.memory().peakBytes();
            query.commit();
        }
    }
}
