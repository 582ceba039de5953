package nitro.define.directory;

import org.jspecify.annotations.Nullable;

/**
 * The name of a service, and what follows from it (spec 1.2, 2.1).
 *
 * @param text the whole name, a byte string
 * @param directory where its files are: the template's directory for an instance
 * @param parameter what follows the first {@code @}; null for a plain service
 */
public record ServiceName(
        String text, String directory, @Nullable String parameter) {
    /** The default logger of all services. */
    public static final String LOG = "LOG";

    /** The template of a default logger of its own for each service. */
    public static final String LOG_TEMPLATE = "LOG@";

    /** The directory of nitro's own scripts. */
    public static final String SYS = "SYS";

    /** The directory of nitro's scripts in its first months; it counts where there is no SYS (spec 9.10). */
    public static final String RC_BOOT = "rc.boot";

    /** Ends the name of a logger inside the directory of its producer (spec 9.10). */
    private static final String LOGGER_END = ".log";

    /** The longest name, in bytes. */
    public static final int LONGEST = 63;

    /** The name in parts; null if no service can be called so. */
    public static @Nullable ServiceName of(String text) {
        if (text.isEmpty()
                || text.length() > LONGEST
                || text.startsWith(".")
                || text.endsWith("@")
                || text.equals(SYS)
                || text.indexOf('/') >= 0
                || text.indexOf(',') >= 0
                || text.indexOf('\n') >= 0
                || text.indexOf('\0') >= 0) {
            return null;
        }
        int at = text.indexOf('@');
        return at < 0
                ? new ServiceName(text, text, null)
                : new ServiceName(text, text.substring(0, at + 1), text.substring(at + 1));
    }

    /** The logger inside this service's directory; whether there is one, the disk says (spec 9.10). */
    public ServiceName logger() {
        return new ServiceName(text + LOGGER_END, directory + "/" + ServiceFile.LOG.file(), parameter);
    }

    /** The service whose {@link #logger} has this name, if any has; null if none can. */
    public static @Nullable ServiceName producerOf(String logger) {
        return logger.endsWith(LOGGER_END) ? of(logger.substring(0, logger.length() - LOGGER_END.length())) : null;
    }

    /** Whether its directory is inside another service's, so that it has no entry of its own. */
    public boolean isInside() {
        return directory.indexOf('/') >= 0;
    }

    public boolean isInstance() {
        return parameter != null;
    }

    /** The parameter with which a template is used for this service: its own, else its name (spec 2.3). */
    public String parameterForTemplate() {
        return text.substring(text.indexOf('@') + 1); // of a logger inside an instance, with its end
    }
}
