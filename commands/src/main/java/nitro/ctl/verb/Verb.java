package nitro.ctl.verb;

import java.util.Arrays;
import java.util.List;
import nitro.posix.Signal;
import nitro.spat.State;
import org.jspecify.annotations.Nullable;

/** The commands of nitroctl: their names, what each asks of nitro, and when it is done (spec 6.3). */
public enum Verb {
    LIST(Action.NONE, Goal.ANSWERED, "list", "l"),
    INFO(Action.NONE, Goal.ANSWERED, "info"),
    RESCAN(Action.NONE, Goal.ANSWERED, "rescan", "scan", "s"),
    UP(Action.UP, Goal.ANSWERED, "up", "u"),
    DOWN(Action.DOWN, Goal.ANSWERED, "down", "d"),
    START(Action.UP, Goal.UP, "start"),
    RESTART(Action.RESTART, Goal.UP, "restart"),
    STOP(Action.DOWN, Goal.DOWN, "stop"),
    WAIT_DOWN(Action.NONE, Goal.DOWN, "wait-down"),
    FAST_START(Action.UP, Goal.STARTING, "fast-start"),
    FAST_RESTART(Action.RESTART, Goal.STARTING, "fast-restart", "r"),
    FAST_STOP(Action.DOWN, Goal.SHUTDOWN, "fast-stop"),
    READY(Action.READY, Goal.ANSWERED, "ready"),
    WAIT_UP(Action.NONE, Goal.UP, "wait-up"),
    WAIT_STARTING(Action.NONE, Goal.STARTING, "wait-starting"),
    PAUSE(Signal.STOP, "pause", "p"),
    CONT(Signal.CONT, "cont", "c"),
    HUP(Signal.HUP, "hup", "h"),
    ALARM(Signal.ALRM, "alarm", "a"),
    INTERRUPT(Signal.INT, "interrupt", "i"),
    QUIT(Signal.QUIT, "quit", "q"),
    TERM(Signal.TERM, "term", "t"),
    KILL(Signal.KILL, "kill", "k"),
    USR1(Signal.USR1, "1"),
    USR2(Signal.USR2, "2"),
    PIDOF(Action.NONE, Goal.ANSWERED, "pidof"),
    CHECK(Action.NONE, Goal.ANSWERED, "check"),
    EVENTS(Action.NONE, Goal.ANSWERED, "events"),
    STATUS(Action.NONE, Goal.ANSWERED, "status"),
    WHY(Action.NONE, Goal.ANSWERED, "why"),
    GRAPH(Action.NONE, Goal.ANSWERED, "graph"),
    TREE(Action.NONE, Goal.ANSWERED, "tree"),
    LOGS(Action.NONE, Goal.ANSWERED, "logs"),
    CHECK_DIR(Action.NONE, Goal.ANSWERED, "check-dir"),
    SHELL(Action.NONE, Goal.ANSWERED, "shell"),
    TOP(Action.NONE, Goal.ANSWERED, "top"),
    COMPLETION(Action.NONE, Goal.ANSWERED, "completion"),
    SHUTDOWN(Action.NONE, Goal.ANSWERED, "Shutdown"),
    REBOOT(Action.NONE, Goal.ANSWERED, "Reboot");

    /** The request that a command sends for each service. */
    public enum Action {
        NONE,
        UP,
        DOWN,
        RESTART,
        READY,
        SIGNAL
    }

    /** The states in which a command is done; ANSWERED: as soon as nitro has answered. */
    public enum Goal {
        ANSWERED(),
        UP(State.UP, State.ONESHOT, State.DONE),
        STARTING(State.STARTING, State.UP, State.ONESHOT, State.DONE),
        SHUTDOWN(State.SHUTDOWN, State.DOWN, State.FATAL),
        DOWN(State.DOWN, State.DONE, State.FATAL);

        private final int codes;

        Goal(State... states) {
            int codes = 0;
            for (State state : states) {
                codes |= 1 << state.code();
            }
            this.codes = codes;
        }

        public boolean contains(State state) {
            return (codes & 1 << state.code()) != 0;
        }
    }

    private static final Verb[] ALL = values();

    public final Action action;
    public final Goal goal;
    public final @Nullable Signal signal;

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
    private final String[] names;

    Verb(Action action, Goal goal, String... names) {
        this.action = action;
        this.goal = goal;
        this.signal = null;
        this.names = names;
    }

    Verb(Signal signal, String... names) {
        this.action = Action.SIGNAL;
        this.goal = Goal.ANSWERED;
        this.signal = signal;
        this.names = names;
    }

    /** The command with this name, or null. */
    public static @Nullable Verb of(String name) {
        for (Verb verb : ALL) {
            for (String known : verb.names) {
                if (known.equals(name)) {
                    return verb;
                }
            }
        }
        return null;
    }

    /** Its names on the command line, the long name first. */
    public List<String> names() {
        return List.of(names);
    }

    /** The long name of each. */
    static List<String> longNames() {
        return Arrays.stream(ALL).map(verb -> verb.names[0]).toList();
    }

    /** Whether it has nitro start services, and waits for them to run. */
    public boolean makesRun() {
        return (action == Action.UP || action == Action.RESTART) && goal != Goal.ANSWERED;
    }

    /** Whether it has nitro stop services, and waits until that is done. */
    public boolean stops() {
        return action == Action.DOWN && goal == Goal.DOWN || action == Action.RESTART && makesRun();
    }

    /** Whether a service that becomes FATAL ends it with a failure: it was asked to run. */
    public boolean failsWith(State state) {
        return state == State.FATAL && action != Action.NONE && goal != Goal.ANSWERED;
    }

    public boolean allowsServices() {
        return switch (this) {
            case INFO, RESCAN, TREE, SHELL, TOP, SHUTDOWN, REBOOT -> false;
            default -> true;
        };
    }

    /** Whether it can print JSON (docs/json.md). */
    boolean hasJson() {
        return switch (this) {
            case LIST, INFO, EVENTS, STATUS, GRAPH, LOGS, CHECK_DIR -> true;
            default -> false;
        };
    }

    boolean needsServices() {
        return allowsServices()
                && this != LIST
                && this != GRAPH
                && this != EVENTS
                && this != COMPLETION
                && this != CHECK_DIR;
    }
}
