package nitro.front.nitro;

import nitro.engine.life.Phase;
import nitro.spat.State;

/** What SPAT calls the phases of a service (spec 4, 5.2). */
final class States {
    private States() {}

    static State of(Phase phase) {
        return switch (phase) {
            case DOWN -> State.DOWN;
            case DELAYED, BEGINNING -> State.DELAY;
            case BLOCKED -> State.BLOCKED;
            case DONE -> State.DONE;
            case SETTING_UP -> State.SETUP;
            case STARTING -> State.STARTING;
            case UP -> State.UP;
            case ONESHOT -> State.ONESHOT;
            case STOPPING_SETUP, STOPPING, FINISHING, ENDING -> State.SHUTDOWN;
            case RESTARTING_SETUP, RESTARTING, REFINISHING -> State.RESTART;
            case FAILING, FAILING_UP, FAILING_DOWN, FATAL -> State.FATAL;
        };
    }
}
