package nitro.posix.jvm;

/**
 * The signals that were ignored and blocked when this process was called, a bit for each, the lowest for signal 1.
 *
 * <p>The JVM puts handlers where some were ignored (QUIT, PIPE, SEGV and more) and unblocks others: so the launcher looks
 * before there is a JVM. Without it, what the JVM left as it was is all that can be told.
 */
record SignalsAtStart(long ignored, long blocked) {
    /** Set by the launcher to both, as {@code BLOCKED,IGNORED} in the digits of /proc/PID/status, with white space. */
    private static final String PROPERTY = "nitro.signals";

    static SignalsAtStart of(Dispositions dispositions) {
        String[] sets = System.getProperty(PROPERTY, "").split(",", -1);
        return sets.length == 2
                ? new SignalsAtStart(
                        Long.parseUnsignedLong(sets[1].strip(), 16), Long.parseUnsignedLong(sets[0].strip(), 16))
                : new SignalsAtStart(dispositions.ignored(), 0);
    }
}
