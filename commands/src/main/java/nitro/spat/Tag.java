package nitro.spat;

/** The tags of SPAT (spec 5.2); from 160 up they are ours (spec 5.4), below that they mean what they mean for ever. */
final class Tag {
    static final int OK = 80;
    static final int NO_SUCH_SERVICE = 81;
    static final int NOT_IMPLEMENTED = 82;

    /** A frame with what is known of one service. */
    static final int SERVICE = 100;

    static final int NAME = 101;
    static final int STATE = 102;
    static final int PID = 103;
    static final int WSTATUS = 104;
    static final int UPTIME = 105;
    static final int NITRO_PID = 106;
    static final int MAX_SERVICE = 107;
    static final int TOTAL_REAPS = 108;
    static final int TOTAL_SERVICE_REAPS = 109;

    static final int UP = 120;
    static final int DOWN = 121;
    static final int RESTART = 122;
    static final int INFO = 123;
    static final int LIST = 124;
    static final int QUERY = 125;
    static final int RESCAN = 126;
    static final int SHUTDOWN = 127;
    static final int REBOOT = 128;
    static final int SIGNAL = 129;
    static final int READY = 130;

    static final int LIST_AFTER = 160;
    static final int DETAIL = 161;
    static final int DIRECTORY = 162;
    static final int TEMPLATES_AFTER = 163;

    static final int NEEDS = 164;

    static final int LOGGER = 170;
    static final int RESTARTS = 171;
    static final int DEADLINE = 172;
    static final int LAST_ERROR = 173;
    static final int PATH = 174;
    static final int SETUP_FAILED = 175;
    static final int CRASHES = 176;
    static final int CRASH_AGE = 177;
    static final int KILLED = 178;
    static final int ERROR_AGE = 179;

    /** The state, where {@link #STATE} has what nitro 0.8 knows in its place. */
    static final int EXACT_STATE = 180;

    /** A service that keeps this one from starting. */
    static final int WAITS_FOR = 181;

    static final int REQUIRES = 182;
    static final int WANTS = 183;
    static final int AFTER = 184;
    static final int CONFLICTS = 185;

    /** A byte that says how a service keeps this one from starting, and its name. */
    static final int OBSTACLE = 186;

    /** A service that runs and requires this one, directly or by way of others. */
    static final int DEPENDENT = 187;

    private Tag() {}
}
