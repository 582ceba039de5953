package nitro.engine.life;

import nitro.spat.State;

/** Where a service stands: the states of spec 4, told apart by which of its scripts is running. */
public enum Phase {
    DOWN(State.DOWN, Clock.NONE),
    DELAYED(State.DELAY, Clock.DELAY),
    /** A start is being attempted; it lasts no longer than the attempt, so nobody ever sees it. */
    BEGINNING(State.DELAY, Clock.NONE),
    SETTING_UP(State.SETUP, Clock.NONE),
    STARTING(State.STARTING, Clock.SETTLE),
    UP(State.UP, Clock.NONE),
    ONESHOT(State.ONESHOT, Clock.NONE),
    /** Setup was told to end; DOWN next. */
    STOPPING_SETUP(State.SHUTDOWN, Clock.KILL),
    /** Run was told to end; finish, then DOWN next. */
    STOPPING(State.SHUTDOWN, Clock.KILL),
    /** Finish runs; DOWN next. */
    FINISHING(State.SHUTDOWN, Clock.FINISH),
    /** Setup was told to end; to be started again. */
    RESTARTING_SETUP(State.RESTART, Clock.KILL),
    /** Run was told to end; finish, then to be started again. */
    RESTARTING(State.RESTART, Clock.KILL),
    /** Finish runs; to be started again. */
    REFINISHING(State.RESTART, Clock.FINISH),
    /** Run could not be executed and finish runs. */
    FAILING(State.FATAL, Clock.FINISH),
    /** As FAILING, and an up or restart waits for its end. */
    FAILING_UP(State.FATAL, Clock.FINISH),
    /** As FAILING, and a down waits for its end. */
    FAILING_DOWN(State.FATAL, Clock.FINISH),
    FATAL(State.FATAL, Clock.NONE);

    /** What a phase waits for at most; between two phases of one clock it runs on. */
    public enum Clock {
        NONE,
        /** Until the next start: spec 4.2, 4.3. */
        DELAY,
        /** Until it counts as ready: spec 4.4. */
        SETTLE,
        /** Until a process that was told to end is killed: spec 4.5. */
        KILL,
        /** Until finish is killed: spec 1.4. */
        FINISH
    }

    private final State state;
    private final Clock clock;

    Phase(State state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    /** What others are told. */
    public State state() {
        return state;
    }

    public Clock clock() {
        return clock;
    }

    /** Whether no script runs and nothing is left to write to a log. */
    public boolean idle() {
        return this == DOWN || this == FATAL || this == DELAYED;
    }
}
