package nitro.define.directory;

/** The scripts of a service directory that are executed. */
public enum Script {
    SETUP("setup"),
    RUN("run"),
    FINISH("finish");

    /** The search path of scripts where nitro's environment has none (spec 1.5). */
    public static final String DEFAULT_PATH = "/usr/bin:/bin:/usr/sbin:/sbin";

    private final String file;

    Script(String file) {
        this.file = file;
    }

    /** Its file in the service directory, also its argument 0. */
    public String file() {
        return file;
    }
}
