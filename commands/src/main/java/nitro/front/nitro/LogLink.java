package nitro.front.nitro;

/** The meaning of the {@code log} entry of a service directory for its output (spec 1.4, 2.3, 3.1, 3.2). */
enum LogLink {
    /** Nothing: LOG@ if there is one, else LOG. */
    NONE,
    /** It is neither a symlink nor a logger: LOG applies, but not LOG@. */
    IGNORED,
    /** It names a service that is there. */
    SERVICE,
    /** It names a service that is not there: the output is nitro's own. */
    BROKEN
}
