package nitro.front.dinit;

/** The ways to treat processes that have lost their parents. */
enum Policy {
    /** They are ended, by TERM and in time by KILL. */
    TERMINATE,
    /** They become services: what they write is captured, and the end of one ends the container. */
    ADOPT,
    /** They live on, and no word of them. */
    IGNORE
}
