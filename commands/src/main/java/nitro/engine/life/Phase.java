package nitro.engine.life;

import nitro.engine.model.Role;
import org.jspecify.annotations.Nullable;

/** Where a service stands in its {@link LifeCycle}, which explains them all: one phase for each program that may run. */
public enum Phase {
    DOWN(Clock.NONE, null),
    DELAYED(Clock.DELAY, null),
    /** It is to run, and another service keeps it from starting. */
    BLOCKED(Clock.NONE, null),
    /** A start is being attempted; it lasts no longer than the attempt, so nobody ever sees it. */
    BEGINNING(Clock.NONE, null),
    SETTING_UP(Clock.NONE, Role.SETUP),
    STARTING(Clock.SETTLE, Role.RUN),
    UP(Clock.NONE, Role.RUN),
    ONESHOT(Clock.NONE, null),
    /** Setup is being stopped; DOWN next. */
    STOPPING_SETUP(Clock.KILL, Role.SETUP),
    /** Run is being stopped; finish, then DOWN next. */
    STOPPING(Clock.KILL, Role.RUN),
    /** Finish runs; DOWN next. */
    FINISHING(Clock.FINISH, Role.FINISH),
    /** Setup is being stopped; to be started again. */
    RESTARTING_SETUP(Clock.KILL, Role.SETUP),
    /** Run is being stopped; finish, then to be started again. */
    RESTARTING(Clock.KILL, Role.RUN),
    /** Finish runs; to be started again. */
    REFINISHING(Clock.FINISH, Role.FINISH),
    /** Run could not be executed and finish runs. */
    FAILING(Clock.FINISH, Role.FINISH),
    /** As FAILING, and an up or restart waits for its end. */
    FAILING_UP(Clock.FINISH, Role.FINISH),
    /** As FAILING, and a down waits for its end. */
    FAILING_DOWN(Clock.FINISH, Role.FINISH),
    FATAL(Clock.NONE, null),
    /** Run has ended by itself, as it should, and finish runs; DONE next. */
    ENDING(Clock.FINISH, Role.FINISH),
    /** Run has ended by itself, as it should, and is not started again. */
    DONE(Clock.NONE, null);

    /** The clocks of phases; between two phases with the same clock it runs on. */
    public enum Clock {
        NONE,
        /** Until the next start: spec 4.2, 4.3. */
        DELAY,
        /** Until it counts as ready: spec 4.4. */
        SETTLE,
        /** Until a process that is being stopped is killed: spec 4.5. */
        KILL,
        /** Until finish is killed: spec 1.4. */
        FINISH
    }

    private final Clock clock;
    private final @Nullable Role program;

    Phase(Clock clock, @Nullable Role program) {
        this.clock = clock;
        this.program = program;
    }

    public Clock clock() {
        return clock;
    }

    /** The program that runs in this phase; null if none does. */
    public @Nullable Role program() {
        return program;
    }

    /** Whether no program runs and nothing is left to write. */
    public boolean isIdle() {
        return switch (this) {
            case DOWN, DELAYED, BLOCKED, FATAL, DONE -> true;
            case BEGINNING,
                    SETTING_UP,
                    STARTING,
                    UP,
                    ONESHOT,
                    STOPPING_SETUP,
                    STOPPING,
                    FINISHING,
                    RESTARTING_SETUP,
                    RESTARTING,
                    REFINISHING,
                    FAILING,
                    FAILING_UP,
                    FAILING_DOWN,
                    ENDING -> false;
        };
    }

    /** Whether a start of its definition comes next if nothing else happens, or after a wait. */
    public boolean isBeforeStart() {
        return switch (this) {
            case DELAYED, BLOCKED, BEGINNING, RESTARTING_SETUP, RESTARTING, REFINISHING, FAILING_UP -> true;
            case DOWN,
                    SETTING_UP,
                    STARTING,
                    UP,
                    ONESHOT,
                    STOPPING_SETUP,
                    STOPPING,
                    FINISHING,
                    FAILING,
                    FAILING_DOWN,
                    FATAL,
                    ENDING,
                    DONE -> false;
        };
    }

    /** Whether a program runs whose end leads to {@link #DOWN} if nothing else happens. */
    public boolean isStopping() {
        return switch (this) {
            case STOPPING_SETUP, STOPPING, FINISHING, FAILING_DOWN -> true;
            case DOWN,
                    DELAYED,
                    BLOCKED,
                    BEGINNING,
                    SETTING_UP,
                    STARTING,
                    UP,
                    ONESHOT,
                    RESTARTING_SETUP,
                    RESTARTING,
                    REFINISHING,
                    FAILING,
                    FAILING_UP,
                    FATAL,
                    ENDING,
                    DONE -> false;
        };
    }
}
