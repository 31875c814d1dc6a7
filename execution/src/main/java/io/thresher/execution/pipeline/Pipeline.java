package io.thresher.execution.pipeline;

import java.util.List;

/**
 * A chain of operators between breakers: a source, streaming stages, a target. Starts when the milestones {@code before}
 * are reached, counts towards the milestones {@code after}. The mutable part is guarded by the scheduler's lock.
 */
final class Pipeline {
    private final int id;
    private final NodeProfile sourceProfile;
    private final PipelineSource source;
    private final List<Stage> stages;
    private final SinkTarget target;
    private final List<Milestone> before;
    private final List<Milestone> after;

    private boolean startClaimed;
    private boolean started;
    private volatile boolean exhausted;
    private boolean done;
    private int maxTasks;
    private int tasksMade;
    private int tasksOpen;
    private long startNanos;

    Pipeline(
            int id,
            NodeProfile sourceProfile,
            PipelineSource source,
            List<Stage> stages,
            SinkTarget target,
            List<Milestone> before,
            List<Milestone> after) {
        this.id = id;
        this.sourceProfile = sourceProfile;
        this.source = source;
        this.stages = List.copyOf(stages);
        this.target = target;
        this.before = List.copyOf(before);
        this.after = List.copyOf(after);
        this.before.forEach(milestone -> milestone.addWaiting(this));
        this.after.forEach(Milestone::addPipeline);
    }

    int id() {
        return id;
    }

    NodeProfile sourceProfile() {
        return sourceProfile;
    }

    PipelineSource source() {
        return source;
    }

    List<Stage> stages() {
        return stages;
    }

    SinkTarget target() {
        return target;
    }

    List<Milestone> after() {
        return after;
    }

    /** Whether the pipeline may start now; answers true once. */
    boolean claimStart() {
        if (startClaimed || !before.stream().allMatch(Milestone::isReached)) {
            return false;
        }
        startClaimed = true;
        return true;
    }

    boolean isDone() {
        return done;
    }

    /** Lets up to {@code taskCount} tasks join in. */
    void start(int taskCount) {
        started = true;
        startNanos = System.nanoTime();
        maxTasks = taskCount;
    }

    /** Says that there is nothing left for further tasks. */
    void setExhausted() {
        exhausted = true;
    }

    /** Whether a further task may find work. */
    boolean wantsTask() {
        return started && !done && !exhausted && tasksMade < maxTasks;
    }

    /** Counts a new task in; true if it is the pipeline's first. */
    boolean addTask() {
        tasksOpen++;
        tasksMade++;
        return tasksMade == 1;
    }

    void taskDone() {
        tasksOpen--;
    }

    /** Whether all tasks are done and no further one will come; answers true once. */
    boolean completes() {
        if (done || !started || tasksOpen > 0 || wantsTask()) {
            return false;
        }
        done = true;
        return true;
    }

    int tasksMade() {
        return tasksMade;
    }

    long elapsedNanos() {
        return System.nanoTime() - startNanos;
    }
}
