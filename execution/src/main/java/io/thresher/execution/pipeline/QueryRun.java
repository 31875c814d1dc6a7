package io.thresher.execution.pipeline;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.operator.CancellationToken;
import io.thresher.execution.operator.QueryContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One query on the scheduler: which pipelines may start, which tasks are ready, blocked by a full result queue or
 * running, and what remains to be finished. Ends exactly once, on a worker, when nothing of it runs any more: then all
 * that the run held is closed. Guarded by the scheduler's lock where not said otherwise.
 */
public final class QueryRun {
    private final TaskScheduler scheduler;
    private final QueryContext context;
    private final PipelineGraph graph;
    private final int taskLimit;
    private final Deque<PipelineTask> ready = new ArrayDeque<>();
    private final List<PipelineTask> blocked = new ArrayList<>();
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final List<Pipeline> startedPipelines = new ArrayList<>();
    private int running;
    private boolean queued;
    private boolean ending;
    private boolean ended;

    /** Makes the run of a graph; {@link #start} comes next. */
    public QueryRun(TaskScheduler scheduler, QueryContext context, PipelineGraph graph) {
        this.scheduler = scheduler;
        this.context = context;
        this.graph = graph;
        this.taskLimit = Math.max(1, Math.min(context.threads(), scheduler.threads()));
        graph.results().onRoom(this::unblock);
    }

    /**
     * Hands the query to the workers. If they are gone nothing is left open.
     *
     * @throws IllegalStateException if the scheduler is closed
     */
    public void start() {
        try {
            synchronized (scheduler.lock()) {
                startPipelines(graph.pipelines());
                scheduler.add(this);
            }
        } catch (IllegalStateException e) {
            graph.closeAfter(e);
            throw e;
        }
        context.cancellation().onCancel(this::unblock);
    }

    /** The rows. */
    public ResultQueue results() {
        return graph.results();
    }

    /** Stops the query if it still runs, waits until it has ended, and frees the rows not read. Any thread. */
    public void close() {
        CancellationToken cancellation = context.cancellation();
        if (!isEnded()) {
            cancellation.cancel(
                    new EngineException(ErrorCode.QUERY_CANCELED, "Query closed before its last row was read"));
        }
        boolean interrupted = false;
        synchronized (scheduler.lock()) {
            while (!ended) {
                try {
                    scheduler.lock().wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        graph.results().close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isEnded() {
        synchronized (scheduler.lock()) {
            return ended;
        }
    }

    boolean isQueued() {
        return queued;
    }

    void setQueued(boolean value) {
        queued = value;
    }

    /** Whether {@link #takeWork} would answer. */
    boolean hasWork() {
        return !ready.isEmpty()
                || !steps.isEmpty()
                || isQuiet()
                || startedPipelines.stream().anyMatch(Pipeline::wantsTask);
    }

    /** Whether nothing runs and nothing will, but the end was not begun. */
    private boolean isQuiet() {
        return running == 0 && ready.isEmpty() && blocked.isEmpty() && steps.isEmpty() && !ending && noTaskWanted();
    }

    private boolean noTaskWanted() {
        return context.cancellation().isCanceled() || startedPipelines.stream().noneMatch(Pipeline::wantsTask);
    }

    /** The next piece of work, counted as running, or null. */
    @Nullable
    Runnable takeWork() {
        boolean canceled = context.cancellation().isCanceled();
        if (canceled) {
            steps.clear();
            ready.addAll(blocked);
            blocked.clear();
        }
        Runnable work = steps.pollFirst();
        if (work == null) {
            PipelineTask task = ready.pollFirst();
            if (task == null && !canceled) {
                task = newTask();
            }
            if (task != null) {
                PipelineTask taken = task;
                work = () -> runTask(taken);
            } else if (isQuiet()) {
                ending = true;
                work = this::end;
            }
        }
        if (work != null) {
            running++;
        }
        return work;
    }

    private @Nullable PipelineTask newTask() {
        for (Pipeline pipeline : startedPipelines) {
            if (pipeline.wantsTask()) {
                boolean first = pipeline.addTask();
                return new PipelineTask(pipeline, context.cancellation(), graph.results()::isFull, first);
            }
        }
        return null;
    }

    /** Runs one turn of a task. Without the lock. */
    private void runTask(PipelineTask task) {
        PipelineTask.Outcome outcome = PipelineTask.Outcome.FINISHED;
        try {
            outcome = task.run(System.nanoTime() + TaskScheduler.TURN_NANOS);
        } catch (Throwable failure) {
            fail(failure);
        }
        if (outcome == PipelineTask.Outcome.FINISHED) {
            try {
                task.close();
            } catch (Throwable failure) {
                fail(failure);
            }
        }
        synchronized (scheduler.lock()) {
            running--;
            switch (outcome) {
                case YIELDED -> ready.addLast(task);
                case BLOCKED -> {
                    if (graph.results().isFull() && !context.cancellation().isCanceled()) {
                        blocked.add(task);
                    } else {
                        ready.addLast(task);
                    }
                }
                case FINISHED -> {
                    task.pipeline().taskDone();
                    completePipelines();
                }
            }
            scheduler.schedule(this);
        }
    }

    private void completePipelines() {
        for (int i = startedPipelines.size() - 1; i >= 0; i--) {
            Pipeline pipeline = startedPipelines.get(i);
            if (pipeline.completes()) {
                startedPipelines.remove(i);
                graph.events().pipelineDone(context.queryId(), pipeline);
                for (Milestone milestone : pipeline.after()) {
                    if (milestone.pipelineDone()) {
                        steps.addLast(() -> finishStep(milestone));
                    }
                }
            }
        }
    }

    /** Asks a milestone for the work that is left to finish it. Without the lock. */
    private void finishStep(Milestone milestone) {
        List<Runnable> work = List.of();
        boolean failed = false;
        long start = System.nanoTime();
        try {
            context.cancellation().check();
            work = milestone.nextWork();
        } catch (Throwable failure) {
            failed = true;
            fail(failure);
        }
        milestone.profile().addNanos(System.nanoTime() - start);
        synchronized (scheduler.lock()) {
            running--;
            if (!failed && work.isEmpty()) {
                milestone.setReached();
                startPipelines(milestone.waiting());
            } else if (!failed) {
                milestone.startWork(work.size());
                work.forEach(piece -> steps.addLast(() -> finishPiece(milestone, piece)));
            }
            scheduler.schedule(this);
        }
    }

    /** Runs one piece of finishing work. Without the lock. */
    private void finishPiece(Milestone milestone, Runnable piece) {
        long start = System.nanoTime();
        try {
            context.cancellation().check();
            piece.run();
        } catch (Throwable failure) {
            fail(failure);
        }
        milestone.profile().addNanos(System.nanoTime() - start);
        synchronized (scheduler.lock()) {
            running--;
            if (milestone.workDone()) {
                steps.addLast(() -> finishStep(milestone));
            }
            scheduler.schedule(this);
        }
    }

    private void startPipelines(List<Pipeline> candidates) {
        for (Pipeline pipeline : candidates) {
            if (pipeline.claimStart()) {
                steps.addLast(() -> startPipeline(pipeline));
            }
        }
    }

    /** Starts a pipeline whose milestones are reached. Without the lock. */
    private void startPipeline(Pipeline pipeline) {
        int tasks = 0;
        try {
            tasks = Math.min(taskLimit, pipeline.source().maxTasks().getAsInt());
        } catch (Throwable failure) {
            fail(failure);
        }
        synchronized (scheduler.lock()) {
            running--;
            pipeline.start(tasks);
            startedPipelines.add(pipeline);
            completePipelines();
            scheduler.schedule(this);
        }
    }

    /** Stops the query: the first failure is the one reported. Any thread. */
    private void fail(Throwable failure) {
        context.cancellation().cancel(Failures.toEngineException(failure));
    }

    /** Lets blocked tasks run again, to go on or to be closed. Any thread. */
    private void unblock() {
        synchronized (scheduler.lock()) {
            ready.addAll(blocked);
            blocked.clear();
            if (!ended) {
                scheduler.schedule(this);
            }
        }
    }

    /** Closes all that the run held and says so. Without the lock; nothing else of the query runs. */
    private void end() {
        try {
            graph.close();
            if (!context.cancellation().isCanceled() && !graph.isComplete()) {
                throw new IllegalStateException("Query ended before all of its pipelines did");
            }
        } catch (Throwable failure) {
            fail(failure);
        }
        graph.events().queryDone(context);
        synchronized (scheduler.lock()) {
            running--;
            ended = true;
            scheduler.remove(this);
        }
        graph.results().end();
    }
}
