package nitro.engine.life;

/** The things to do for a service when it has entered a phase. */
public enum Effect {
    /** See whether there is a setup: HAS_SETUP, NO_SETUP, NO_RESOURCES or GONE comes of it at once. */
    LOOK,
    /** Execute setup: UNEXECUTABLE or NO_RESOURCES may come of it at once. */
    SETUP,
    /** Execute run: RUN_STARTED, NO_RUN, UNEXECUTABLE or NO_RESOURCES comes of it at once. */
    RUN,
    /** Execute finish: FINISH_ENDED comes of it at once where there is none. */
    FINISH,
    /** Send the running program its stop signal, then CONT. */
    STOP,
    /** Send the running program KILL. */
    KILL
}
