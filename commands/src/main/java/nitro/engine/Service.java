package nitro.engine;

import java.util.ArrayList;
import java.util.List;
import nitro.engine.life.Event;
import nitro.engine.life.Phase;
import nitro.engine.model.Errors;
import nitro.engine.model.Program;
import nitro.engine.model.Role;
import nitro.engine.model.Stop;
import nitro.engine.output.Capture;
import nitro.loop.Timer;
import nitro.posix.Files.Pipe;
import org.jspecify.annotations.Nullable;

/**
 * One loaded service: what it does at present. What it is, {@link Definitions} knows.
 *
 * <p>Each field has one writer, which its comment names; others are shown a {@link Snapshot}.
 */
final class Service {
    /** The raw wait status of what was not executed (spec 5.2). */
    static final int NOT_EXECUTED = -1;

    final String name;

    /** Engine. */
    Phase phase = Phase.DOWN;

    /** Performer: which program runs, if any, and its process. */
    @Nullable
    Role running;

    /** Performer. */
    int pid;

    /** Performer: the process that ended last. */
    int endedPid;

    /** Performer: how run, or a setup that failed, ended last; a raw wait status. */
    int status;

    /** Performer: whether {@link #status} is that of a setup. */
    boolean setupFailed;

    /** Performer and Engine: when setup or run was started, it became ONESHOT, went down, or was loaded (spec 5.2). */
    long since;

    /** Engine: the clock of its phase, if it runs. */
    @Nullable
    Timer timer;

    /** Performer: its readiness pipe, while it is expected to speak. */
    @Nullable
    ReadinessPipe readiness;

    /** Performer: milliseconds after which it becomes UP by the passing of time alone (spec 4.4), -1 if it does not. */
    int settlesAfter = -1;

    /** Performer: how the program that runs is being stopped. */
    Stop stop = Stop.TERM;

    /** Performer: the process that is to stop the service, while it runs; 0 if there is none. */
    int stopper;

    /** Performer: milliseconds that the finish that runs has. */
    int finishLimit;

    /** Performer: the setup that the start in progress has found. */
    @Nullable
    Program setup;

    /** Performer: whether it reads what comes from itself in a circle, as the last start of one that writes to it knew. */
    boolean circular;

    /** Performer and Dispatcher: how it comes back to life by itself. */
    final Revivals revivals = new Revivals();

    /** Performer: whether its standard output is captured. */
    boolean captured;

    /** Performer: where its standard error goes. */
    Errors errors = Errors.INHERITED;

    /** Performer: whether the pipe that it writes to is for this life only. */
    boolean writesOnce;

    /** Performer: the pipes of its programs that are captured and were not at their end when last looked at. */
    final List<Capture> captures = new ArrayList<>();

    /** Outputs: the service that its programs write to since its last start; it may be itself. */
    @Nullable
    Service reader;

    /** Outputs: the pipe that others write to and run reads, made when first needed. */
    @Nullable
    Pipe pipe;

    /** Dispatcher: whether what it needs is started when it is next looked at. */
    boolean pulls;

    /** Dispatcher: whether its start has succeeded or failed since it was ordered. */
    boolean attempted;

    /** Cascades: whether it is to be stopped as soon as what requires it is down. */
    boolean stopOrdered;

    /** Performer and Dispatcher: whether it is FATAL because of what it needs, which may change. */
    boolean needsFault;

    /** Engine: whether it is to be forgotten as soon as it is down. */
    boolean leaving;

    /** Performer: how often run was started. */
    int starts;

    /** Performer and Engine: what last went wrong, in the words of the message; empty if nothing has since it was UP. */
    String lastError = "";

    /** Performer: when that was. */
    long failedAt;

    Service(String name, long now) {
        this.name = name;
        this.since = now;
    }

    /**
     * The event has brought it from one phase to the one that it is in: takes note of whether its next start brings along
     * what it needs, and whether a start was attempted since it was ordered.
     */
    void noteWish(Event event, Phase before) {
        boolean ordered = event == Event.UP
                || event == Event.NEEDED
                || event == Event.SCHEDULED
                || event == Event.RESTART && before.isIdle();
        if (ordered && phase.isBeforeStart() && before != Phase.BEGINNING) {
            pulls = true;
        } else if (event == Event.DOWN) {
            pulls = false;
        }
        if (ordered && (before == Phase.DOWN || before == Phase.FATAL)
                || event == Event.RESTART
                || event == Event.YIELD) {
            attempted = false;
        } else if (phase == Phase.UP
                || phase == Phase.ONESHOT
                || phase == Phase.FATAL
                || phase == Phase.DONE
                || phase == Phase.DELAYED && event != Event.SCHEDULED) {
            attempted = true;
        }
    }

    /** Whether run runs, and nobody has it stopped. */
    boolean isUp() {
        return phase == Phase.STARTING || phase == Phase.UP;
    }

    /** It does not run any more, and reports nothing. */
    void closeReadiness() {
        if (readiness != null) {
            readiness.close();
            readiness = null;
        }
    }

    /** The process of run, 0 if it does not run. */
    int runPid() {
        return running == Role.RUN ? pid : 0;
    }

    @Override
    public String toString() {
        return name + " " + phase;
    }
}
