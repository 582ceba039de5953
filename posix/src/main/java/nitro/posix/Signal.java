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
    PWR
}
