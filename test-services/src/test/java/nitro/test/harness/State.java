package nitro.test.harness;

/** The states of a service with their numbers on the wire (spec 4). */
public enum State {
    DOWN(1),
    SETUP(2),
    STARTING(3),
    UP(4),
    ONESHOT(5),
    SHUTDOWN(6),
    RESTART(7),
    FATAL(8),
    DELAY(9);

    final int wire;

    State(int wire) {
        this.wire = wire;
    }

    static State of(int wire) {
        for (var state : values()) {
            if (state.wire == wire) {
                return state;
            }
        }
        throw new AssertionError("no state has the number " + wire);
    }
}
