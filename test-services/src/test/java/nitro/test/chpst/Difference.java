package nitro.test.chpst;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Where ours differ from an original, and what is expected instead; docs/chpst-differences.md has the reason by each name.
 *
 * <p>What is expected is asked of the original too, by a command line on which it does what ours do on the one compared.
 */
enum Difference {
    /** The lock is opened before the root and the user change. */
    LOCK_FIRST {
        @Override
        boolean appliesTo(Original original, Case line) {
            return line.has("-l", "-L") && line.has("-u", "-U", "-/");
        }

        @Override
        Case example() {
            return chpst(Caller.ROOT, "-u", "nobody").and("-l", "private.lock");
        }

        @Override
        List<String> command(Original original, Case line) {
            Case second = line.without("-l", "-L");
            List<List<String>> first = new ArrayList<>(line.options());
            first.removeAll(second.options());
            return original.command(new Case(line.tool(), line.caller(), first, original.command(second)));
        }
    },

    /** A number that is too large for 64 bits is as large as can be. */
    NO_OVERFLOW {
        @Override
        boolean appliesTo(Original original, Case line) {
            return hasValue(line, Difference.TOO_LARGE);
        }

        @Override
        Case example() {
            return chpst(Caller.ROOT, "-o", "18446744073709551621");
        }

        @Override
        Case instead(Case line) {
            return mapped(line, value -> value.matches(Difference.TOO_LARGE) ? "18446744073709551615" : value);
        }
    },

    /** Numbers of users and groups are not empty, and fit. */
    CAREFUL_IDS {
        @Override
        boolean appliesTo(Original original, Case line) {
            return line.has("-u", "-U") && hasValue(line, Difference.CARELESS);
        }

        @Override
        Case example() {
            return chpst(Caller.ROOT, "-u", "::1");
        }

        @Override
        Case instead(Case line) {
            return mapped(line, value -> value.matches(Difference.CARELESS) ? ":x:1" : value);
        }
    },

    /** An unknown long option is a wrong usage, and not the end of options. */
    LONG_OPTIONS {
        @Override
        boolean appliesTo(Original original, Case line) {
            return line.has("--other");
        }

        @Override
        Case example() {
            return chpst(Caller.ROOT, "--other");
        }

        @Override
        Case instead(Case line) {
            return mapped(line, word -> word.equals("--other") ? "-x" : word);
        }
    },

    /** -v says what is done, not only what cannot be limited. */
    VERBOSE {
        @Override
        boolean appliesTo(Original original, Case line) {
            return line.has("-v");
        }

        @Override
        Case example() {
            return chpst(Caller.ROOT, "-v");
        }

        @Override
        Outcome expected(Outcome outcome) {
            return List.of("exit 100", "exit 111").contains(outcome.end()) ? outcome : outcome.silent();
        }
    },

    /** runit's setlock gives up unless -n is given, and hides by -x also why a program is not executed. */
    SETLOCK_OF_RUNIT {
        @Override
        boolean appliesTo(Original original, Case line) {
            return original == Original.RUNIT
                    && line.tool().equals("setlock")
                    && (!line.options().isEmpty() || line.rest().contains("held.lock"));
        }

        @Override
        Case example() {
            return new Case("setlock", Caller.ROOT, List.of(List.of("-n")), List.of("held.lock", "sh"));
        }

        @Override
        List<String> command(Original original, Case line) {
            return Original.DAEMONTOOLS.command(line);
        }
    },

    /** daemontools' envdir ends a wrong usage with 111. */
    ENVDIR_OF_DAEMONTOOLS {
        @Override
        boolean appliesTo(Original original, Case line) {
            return original == Original.DAEMONTOOLS
                    && line.tool().equals("envdir")
                    && line.rest().size() < 2
                    && !HELP.appliesTo(original, line);
        }

        @Override
        Case example() {
            return new Case("envdir", Caller.ROOT, List.of(), List.of("env"));
        }

        @Override
        List<String> command(Original original, Case line) {
            return Original.RUNIT.command(line);
        }
    },

    /** daemontools' softlimit sets a limit as soon as it is read, and may die of it over its own words. */
    SOFTLIMIT_OF_DAEMONTOOLS {
        @Override
        boolean appliesTo(Original original, Case line) {
            return original == Original.DAEMONTOOLS && line.options().size() > 1 && line.has("-f");
        }

        @Override
        Case example() {
            return new Case("softlimit", Caller.ROOT, List.of(List.of("-f", "3"), List.of("-t", "x")), Place.PROGRAM);
        }

        @Override
        List<String> command(Original original, Case line) {
            return Original.RUNIT.command(line);
        }
    },

    /** Descriptors 0, 1 and 2 that were closed are open on /dev/null. */
    STANDARD_DESCRIPTORS {
        @Override
        boolean appliesTo(Original original, Case line) {
            return line.caller() == Caller.CLOSED;
        }

        @Override
        Case example() {
            return new Case("chpst", Caller.CLOSED, List.of(), Place.PROGRAM);
        }

        @Override
        Case instead(Case line) { // to runit it is an error to close what is closed
            return line.without("-0", "-1");
        }

        @Override
        Outcome expected(Outcome outcome) {
            return outcome.without("descriptor 0", "descriptor 1", ProgramState.NUMBER_OF_LOCK);
        }
    },

    /** Who could become root again ends there. */
    VERIFIED {
        @Override
        boolean appliesTo(Original original, Case line) {
            return line.caller() == Caller.KEEPING
                    && (lastValue(line).matches("nobody|:1:2") || line.tool().equals("setuidgid"));
        }

        @Override
        Case example() {
            return chpst(Caller.KEEPING, "-u", "nobody");
        }

        @Override
        List<String> command(Original original, Case line) {
            return List.of("sh", "-c", "echo could become root again >&2; exit 111");
        }
    },

    /** There is -C, as in later versions of runit. */
    DIRECTORY {
        @Override
        boolean appliesTo(Original original, Case line) {
            return line.has("-C");
        }

        @Override
        Case example() {
            return chpst(Caller.ROOT, "-C", "env");
        }

        @Override
        List<String> command(Original original, Case line) {
            List<String> command = new ArrayList<>(List.of("env", "-C", lastValue(line), original.path("chpst")));
            command.addAll(line.rest());
            return command;
        }

        @Override
        Outcome expected(Outcome outcome) {
            return outcome.end().equals("exit 125") // env's own
                    ? new Outcome("exit 111", outcome.meaning(), outcome.state())
                    : outcome;
        }
    },

    /** More than 60 groups are as good as fewer. */
    MANY_GROUPS {
        @Override
        boolean appliesTo(Original original, Case line) {
            return line.has("-u") && lastValue(line).equals(CommandLines.MANY_GROUPS);
        }

        @Override
        Case example() {
            return chpst(Caller.ROOT, "-u", CommandLines.MANY_GROUPS);
        }

        @Override
        List<String> command(Original original, Case line) {
            String[] ids = lastValue(line).split(":", 4);
            List<String> command = new ArrayList<>(List.of("setpriv", "--reuid=" + ids[1], "--regid=" + ids[2]));
            command.add("--groups=" + (ids[2] + ":" + ids[3]).replace(':', ','));
            command.addAll(line.rest());
            return command;
        }
    },

    /** --help and --version alone are answered. */
    HELP {
        @Override
        boolean appliesTo(Original original, Case line) {
            return List.of(List.of("--help"), List.of("--version")).contains(line.arguments());
        }

        @Override
        Case example() {
            return new Case("setuidgid", Caller.ROOT, List.of(), List.of("--help"));
        }

        @Override
        List<String> command(Original original, Case line) {
            return List.of("true");
        }
    },

    /** Limits bind the program and not the words that it cannot be executed. */
    FAILURE_UNDER_LIMIT {
        @Override
        boolean appliesTo(Original original, Case line) {
            return line.tool().equals("chpst")
                    && line.options().contains(List.of("-f", "3"))
                    && (line.options().contains(List.of("-/", "closed"))
                            || line.options().contains(List.of("-e", "huge")));
        }

        @Override
        Case example() {
            return chpst(Caller.ROOT, "-f", "3").and("-/", "closed");
        }

        @Override
        Case instead(Case line) {
            return line.without("-f");
        }
    },

    /** In the jar, Java's own files have the lowest descriptors. */
    NUMBER_OF_LOCK {
        @Override
        boolean appliesTo(Original original, Case line) {
            return JAR && (line.has("-l", "-L") || line.tool().equals("setlock"));
        }

        @Override
        Case example() {
            return chpst(Caller.ROOT, "-l", "old.lock");
        }

        @Override
        Outcome expected(Outcome outcome) {
            return outcome.without(ProgramState.NUMBER_OF_LOCK);
        }
    };

    /** Whether ours are those of the jar. */
    static final boolean JAR = Files.exists(Path.of(System.getProperty("nitro.bin"), "../lib/nitro.jar"));

    private static final String TOO_LARGE = "18446744073709551621|9{23}";
    private static final String CARELESS = ":|:1:|::1|:4294967296:1|:4294967295:1|:1:4294967295";

    abstract boolean appliesTo(Original original, Case line);

    /** A line on which it is seen. */
    abstract Case example();

    /** Those of them that hold for what is tested. */
    static Stream<Difference> all() {
        return Stream.of(values()).filter(difference -> JAR || difference != NUMBER_OF_LOCK);
    }

    private static Case chpst(Caller caller, String... option) {
        return new Case("chpst", caller, List.of(List.of(option)), Place.PROGRAM);
    }

    private static String lastValue(Case line) {
        return line.options().isEmpty() ? "" : line.options().getLast().getLast();
    }

    /** The command line of which the outcome is expected. */
    Case instead(Case line) {
        return line;
    }

    /** The command that has the outcome that is expected, of such a line. */
    List<String> command(Original original, Case line) {
        return original.command(line);
    }

    /** What can be compared of an outcome. */
    Outcome expected(Outcome outcome) {
        return outcome;
    }

    private static boolean hasValue(Case line, String pattern) {
        return line.options().stream().anyMatch(option -> option.getLast().matches(pattern));
    }

    private static Case mapped(Case line, UnaryOperator<String> map) {
        return line.with(line.options().stream()
                .map(option -> option.stream().map(map).toList())
                .toList());
    }
}
