package nitro.spat;

import org.jspecify.annotations.Nullable;

/** The state of a service, with its number on the wire (spec 4, 5.2). */
public enum State {
    /** Not running, not wanted. */
    DOWN(1),
    /** {@code setup} runs. */
    SETUP(2),
    /** {@code run} runs, not known to be ready. */
    STARTING(3),
    /** {@code run} runs and is ready. */
    UP(4),
    /** There is no {@code run}, and {@code setup} is done. */
    ONESHOT(5),
    /** It is being stopped, or {@code finish} runs; DOWN comes next. */
    SHUTDOWN(6),
    /** It is being stopped, or died and {@code finish} runs; it is started again next. */
    RESTART(7),
    /** It will not mend itself; only a command starts it again. */
    FATAL(8),
    /** It is down and is started when its delay ends. */
    DELAY(9),
    /** It is wanted, and another service keeps it from starting; nitro 0.8 has DELAY for that. */
    BLOCKED(10),
    /** {@code run} has ended as it should, and is not started again; nitro 0.8 has DOWN for that. */
    DONE(11);

    /** The last number that nitro 0.8 knows. */
    private static final int LAST_COMMON = 9;

    private static final State[] ALL = values();

    private final int code;

    State(int code) {
        this.code = code;
    }

    /** Its number on the wire, from 1; for events that of its {@link #common} state is the tag too. */
    public int code() {
        return code;
    }

    /** The state with this number, null if there is none. */
    public static @Nullable State of(int code) {
        return code >= 1 && code <= ALL.length ? ALL[code - 1] : null;
    }

    /** The state with this number that nitro 0.8 has too, null if there is none. */
    static @Nullable State commonOf(int code) {
        return code <= LAST_COMMON ? of(code) : null;
    }

    /** The state that a client of nitro 0.8 is sent in its place. */
    public State common() {
        return switch (this) {
            case BLOCKED -> DELAY;
            case DONE -> DOWN;
            default -> this;
        };
    }
}
