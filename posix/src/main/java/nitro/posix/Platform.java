package nitro.posix;

/** The system as a command asks for it, made at the first asking: on the JVM the whole costs ten times the client's. */
public interface Platform {
    /** The calls that a client needs. */
    ClientPosix client();

    /** Every call. */
    Posix posix();
}
