package nitro.supervisor;

/** The scripts of a service directory that are executed. */
enum Script {
    SETUP("setup"),
    RUN("run"),
    FINISH("finish");

    private final String file;

    Script(String file) {
        this.file = file;
    }

    /** Its file in the service directory, also its argument 0. */
    String file() {
        return file;
    }
}
