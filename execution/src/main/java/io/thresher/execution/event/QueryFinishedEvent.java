package io.thresher.execution.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A query's run ended: its duration, whether it failed or was canceled, the most memory it held. */
@Name("thresher.QueryFinished")
@Label("Query finished")
@Category("Thresher")
@StackTrace(false)
public final class QueryFinishedEvent extends Event {
    @Label("Query id")
    public String queryId = "";

    @Label("Failed or canceled")
    public boolean failed;

    @Label("Peak memory")
    @DataAmount(DataAmount.BYTES)
    public long peakBytes;
}
