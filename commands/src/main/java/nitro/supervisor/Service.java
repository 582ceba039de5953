package nitro.supervisor;

import java.util.LinkedHashSet;
import java.util.Set;
import nitro.definition.Script;
import nitro.definition.ServiceName;
import nitro.loop.Timer;
import nitro.posix.Files.Pipe;
import org.jspecify.annotations.Nullable;

/** One loaded service: what it does at present. What it is stands in its {@link ServiceName} and its directory. */
final class Service {
    /** The raw wait status of what was not executed (spec 5.2). */
    static final int NOT_EXECUTED = -1;

    final ServiceName name;

    Phase phase = Phase.DOWN;

    /** Which script runs, if any, and its process. */
    @Nullable
    Script running;

    int pid;

    /** How run ended last: a raw wait status. */
    int status;

    /** When setup or run was started, it became ONESHOT, went down, or was loaded (UPTIME in spec 5.2). */
    long since;

    /** The clock of its phase, if it runs. */
    @Nullable
    Timer timer;

    /** Its readiness pipe, while it is expected to speak. */
    @Nullable
    Readiness readiness;

    /** The service that its {@code log} link or LOG@ names. */
    @Nullable
    Service logger;

    /** What to do about its output at its next start. */
    LogLink link = LogLink.NONE;

    /** The logger that its scripts write to since its last start. */
    @Nullable
    Service output;

    /** Whether it becomes UP by the passing of time alone (spec 4.4). */
    boolean settles;

    /** Whether it had {@code down-group} when that was last looked for. */
    boolean stopsGroup;

    /** The services whose {@link #logger} this one is. */
    final Set<Service> producers = new LinkedHashSet<>();

    /** The services whose {@link #output} this one is, and which may still write. */
    final Set<Service> writers = new LinkedHashSet<>();

    /** Both ends of the pipe that its producers write to, made when first needed. */
    @Nullable
    Pipe pipe;

    /** Whether the last rescan found no entry for it. */
    boolean absent;

    /** Whether it is to be forgotten as soon as it is down. */
    boolean leaving;

    /** Whether it could not be told, when it was first seen, if it is to be started; nothing has happened to it since. */
    boolean undecided;

    /** How often run was started. */
    int starts;

    /** What last went wrong, in the words of the message; empty if nothing has. */
    String lastError = "";

    Service(ServiceName name, long now) {
        this.name = name;
        this.since = now;
    }

    /** The process of run, 0 if it does not run. */
    int runPid() {
        return running == Script.RUN ? pid : 0;
    }

    /** Whether another service is to log to it. */
    boolean isLogger() {
        return !producers.isEmpty();
    }

    /** Whether another service logs to it, or is to. */
    boolean isNeeded() {
        return !producers.isEmpty() || !writers.isEmpty();
    }

    @Override
    public String toString() {
        return name.text() + " " + phase;
    }
}
