package io.thresher.execution.event;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** All tasks of a pipeline are done. */
@Name("thresher.PipelineFinished")
@Label("Pipeline finished")
@Category("Thresher")
@StackTrace(false)
public final class PipelineFinishedEvent extends Event {
    @Label("Query id")
    public String queryId = "";

    @Label("Pipeline")
    public int pipeline;

    @Label("Tasks")
    public int tasks;

    @Label("Elapsed")
    @Timespan(Timespan.NANOSECONDS)
    public long elapsed;
}
