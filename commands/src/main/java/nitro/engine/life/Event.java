package nitro.engine.life;

/** The events in the life of a service. */
public enum Event {
    /** Command: it shall run. */
    UP,
    /** It was found at boot or by a rescan and is to run: a start follows when its turn comes. */
    SCHEDULED,
    /** A service that writes to it is being started, and wants it to run. */
    NEEDED,
    /** Command: it shall not run. */
    DOWN,
    /** Command: it shall run anew. */
    RESTART,
    /** A service that it requires is to stop: it stops before, and keeps its wish. */
    YIELD,
    /** Command, or a newline on its readiness pipe: it is ready. */
    READY,
    /** The supervisor shuts down: from now on nothing starts any more. */
    CLOSED,
    /** The clock of its phase has run out. */
    TIME,

    /** The attempt found that another service keeps it from starting. */
    HELD,
    /** The obstacle to its start may be gone. */
    FREED,
    /** It waits for itself, by way of others. */
    CIRCULAR,
    /** The attempt found a setup program. */
    HAS_SETUP,
    /** The attempt found none. */
    NO_SETUP,
    /** Run is executing. */
    RUN_STARTED,
    /** There is no run: it is a one-shot. */
    NO_RUN,
    /** Setup or run is there and cannot be executed. */
    UNEXECUTABLE,
    /** The system lacks what a process or a pipe takes; later it may not. */
    NO_RESOURCES,
    /** Its definition is gone, makes no sense, or needs what can never be. */
    GONE,

    /** Setup exited 0. */
    SETUP_DONE,
    /** Setup exited 111: it makes no sense to try again. */
    SETUP_REFUSED,
    /** Setup ended in any other way. */
    SETUP_FAILED,
    /** Run has ended in any way. */
    RUN_ENDED,
    /** Finish has ended in any way but the next, or there is none. */
    FINISH_ENDED,
    /** Finish exited 125: it is not to be started again. */
    FINISH_REFUSED
}
