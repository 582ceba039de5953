package nitro.test.chpst;

import java.util.List;

/** Who calls a tool, and with what state. */
enum Caller {
    ROOT,
    NOBODY,
    LEADER,
    /** With a state in which nothing is as usual, all of which is to be handed on. */
    ODD,
    /** With closed standard descriptors. */
    CLOSED,
    /** As root, whose capabilities stay when it becomes another user. */
    KEEPING;

    private static final String ODD_SHELL =
            "umask 027; ulimit -Sn 100; ulimit -Hn 200; ulimit -Sc 0; exec 7<bin 9>>tmp/nine \"$@\"";

    /** What is executed before the tool, in the same process. */
    List<String> words() {
        return switch (this) {
            case ROOT -> List.of();
            case NOBODY -> List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
            case LEADER -> List.of("setsid");
            case ODD ->
                List.of(
                        "sh",
                        "-c",
                        ODD_SHELL,
                        "sh",
                        "nice",
                        "-n",
                        "3",
                        "env",
                        "--ignore-signal=PIPE,QUIT,USR2",
                        "--block-signal=USR1,TERM",
                        "setpriv",
                        "--groups=3,1");
            case KEEPING -> List.of("setpriv", "--securebits=+no_setuid_fixup");
            case CLOSED -> List.of("sh", "-c", "exec \"$@\" <&- >&-", "sh");
        };
    }
}
