package nitro.define.directory;

import java.util.Arrays;
import java.util.List;

/** The files of a service directory that mean something (spec 1.4, policies 1.1, needs 1.1). No other class knows their names. */
public enum ServiceFile {
    SETUP("setup"),
    RUN("run"),
    FINISH("finish"),
    LOG("log"),
    DOWN("down"),
    DOWN_SIGNAL("down-signal"),
    DOWN_GROUP("down-group"),
    NOTIFICATION_FD("notification-fd"),
    STOP("stop"),
    TIMEOUT_STOP("timeout-stop"),
    TIMEOUT_FINISH("timeout-finish"),
    REQUIRES("requires"),
    WANTS("wants"),
    AFTER("after"),
    CONFLICTS("conflicts"),
    RESTART("restart"),
    BACKOFF("backoff"),
    MAX_RESTARTS("max-restarts");

    /** The files that are executed. */
    public static final List<ServiceFile> SCRIPTS = List.of(SETUP, RUN, FINISH, STOP);

    /** The small text files, which few services have (spec policies 1.1, needs 1.1). */
    public static final List<ServiceFile> TEXTS =
            List.of(TIMEOUT_STOP, TIMEOUT_FINISH, REQUIRES, WANTS, AFTER, CONFLICTS, RESTART, BACKOFF, MAX_RESTARTS);

    private final String file;

    ServiceFile(String file) {
        this.file = file;
    }

    /** Its name; argument 0 of one that is executed. */
    public String file() {
        return file;
    }

    /** The names of all of them. */
    public static List<String> names() {
        return Arrays.stream(values()).map(ServiceFile::file).toList();
    }
}
