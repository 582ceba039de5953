package nitro.front.dinit;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings, from the environment (spec dinit 1).
 *
 * @param directory of the services, as it was given; it may be relative
 * @param json whether only lines of JSON go to standard output
 * @param level how much dinit says of itself
 * @param policy what becomes of processes that have lost their parents
 * @param killAfterMs milliseconds between TERM and KILL for these
 */
record Settings(String directory, boolean json, Level level, Policy policy, long killAfterMs) {
    /** A variable has a value that means nothing. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        private final Level level;
        private final String message;

        /** @param level what dinit is to say of itself, as far as that is known */
        Invalid(Level level, String message) {
            super(message, null, false, false);
            this.level = level;
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message;
        }

        Level level() {
            return level;
        }
    }

    /** The variable of the level. */
    static final String LEVEL = "DINIT_LOG_LEVEL";

    private static final String DEFAULT_DIRECTORY = "/etc/service";
    private static final long DEFAULT_KILL_SECONDS = 30;
    private static final long MOST_SECONDS = Integer.MAX_VALUE;

    /** A whole number as Go writes one: the base by its prefix, single underscores between digits. */
    private static final Pattern NUMBER = Pattern.compile("([+-]?)(?:0[xX]((?:_?[0-9a-fA-F])+)|0[bB]((?:_?[01])+)"
            + "|0[oO]((?:_?[0-7])+)|0((?:_?[0-7])+)|(0|[1-9](?:_?[0-9])*))");

    private static final int[] RADIXES = {16, 2, 8, 8, 10};

    /** @param variable the value of an environment variable, empty if it is not set */
    static Settings of(UnaryOperator<String> variable) throws Invalid {
        Level level = level(variable.apply(LEVEL));
        long seconds = killSeconds(variable.apply("DINIT_KILL_TIMEOUT"), level);
        Policy policy = policy(variable.apply("DINIT_REPARENTING_POLICY"), level);
        String directory = variable.apply("DINIT_DIR");
        return new Settings(
                directory.isEmpty() ? DEFAULT_DIRECTORY : directory,
                !variable.apply("DINIT_JSON_STDOUT").equals("0"),
                level,
                policy,
                Math.clamp(seconds, 0, MOST_SECONDS) * 1000);
    }

    private static Level level(String word) throws Invalid {
        return switch (word) {
            case "none" -> Level.NONE;
            case "error" -> Level.ERROR;
            case "warn", "" -> Level.WARN;
            case "info" -> Level.INFO;
            case "debug" -> Level.DEBUG;
            default -> throw new Invalid(Level.ERROR, "invalid log level " + word);
        };
    }

    private static Policy policy(String word, Level level) throws Invalid {
        for (Policy policy : Policy.values()) {
            if (policy.name().toLowerCase(Locale.ROOT).equals(word)) {
                return policy;
            }
        }
        if (word.isEmpty()) {
            return Policy.TERMINATE;
        }
        throw new Invalid(level, "invalid reparenting policy " + word);
    }

    private static long killSeconds(String word, Level level) throws Invalid {
        if (word.isEmpty()) {
            return DEFAULT_KILL_SECONDS;
        }
        Matcher number = NUMBER.matcher(word);
        if (number.matches()) {
            for (int i = 0; i < RADIXES.length; i++) {
                String digits = number.group(i + 2);
                if (digits != null) {
                    try {
                        return Long.parseLong(number.group(1) + digits.replace("_", ""), RADIXES[i]);
                    } catch (NumberFormatException e) {
                        break; // beyond 64 bits
                    }
                }
            }
        }
        throw new Invalid(level, "invalid kill timeout " + word);
    }
}
