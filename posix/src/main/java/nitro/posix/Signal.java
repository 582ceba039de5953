package nitro.posix;

/** The signals that nitro names; their numbers are the platform's, see {@link ClientPosix#number(Signal)}. */
public enum Signal {
    HUP,
    INT,
    QUIT,
    ABRT,
    KILL,
    USR1,
    SEGV,
    USR2,
    PIPE,
    ALRM,
    TERM,
    CHLD,
    CONT,
    STOP,
    TSTP,
    WINCH,
    PWR,
    /** 37: real-time signals count from 34 as in glibc, whatever the libc, since container engines count so. */
    RTMIN_3,
    RTMIN_4,
    RTMIN_5;

    /** Its name as {@code kill -l} prints it, such as {@code RTMIN+3}. */
    @Override
    public String toString() {
        return name().replace('_', '+');
    }
}
