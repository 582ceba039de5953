package nitro.define.directory;

import java.util.Arrays;
import java.util.List;

/** The scripts in {@code SYS}, which are nitro's own and no service's (spec 3.3 to 3.7). */
public enum SystemFile {
    /** Runs before the first service. */
    SETUP("setup"),
    /** Runs before the services are stopped. */
    FINISH("finish"),
    /** Runs before the machine stops. */
    FINAL("final"),
    /** Takes the place of a nitro that cannot go on. */
    FATAL("fatal"),
    /** Takes the place of a nitro that has ended its services. */
    REINCARNATE("reincarnate");

    private final String file;

    SystemFile(String file) {
        this.file = file;
    }

    /** Its name in {@code SYS}. */
    public String file() {
        return file;
    }

    /** Its path from the services directory. */
    public String path() {
        return ServiceName.SYS + "/" + file;
    }

    /** The names of all of them. */
    public static List<String> names() {
        return Arrays.stream(values()).map(SystemFile::file).toList();
    }
}
