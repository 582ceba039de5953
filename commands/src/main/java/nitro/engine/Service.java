package nitro.engine;

import java.util.LinkedHashSet;
import java.util.Set;
import nitro.define.directory.Script;
import nitro.define.directory.ServiceName;
import nitro.engine.life.Phase;
import nitro.loop.Timer;
import nitro.posix.Files.Pipe;
import org.jspecify.annotations.Nullable;

/** One loaded service: what it does at present. What it is stands in its {@link ServiceName} and its directory. */
public final class Service {
    /** The raw wait status of what was not executed (spec 5.2). */
    static final int NOT_EXECUTED = -1;

    public final ServiceName name;

    public Phase phase = Phase.DOWN;

    /** Which script runs, if any, and its process. */
    @Nullable
    public Script running;

    public int pid;

    /** How run ended last: a raw wait status. */
    public int status;

    /** When setup or run was started, it became ONESHOT, went down, or was loaded (UPTIME in spec 5.2). */
    public long since;

    /** The clock of its phase, if it runs. */
    @Nullable
    public Timer timer;

    /** Its readiness pipe, while it is expected to speak. */
    @Nullable
    public Readiness readiness;

    /** The service that its {@code log} link or LOG@ names. */
    @Nullable
    public Service logger;

    /** What to do about its output at its next start. */
    public LogLink link = LogLink.NONE;

    /** The logger that its scripts write to since its last start. */
    @Nullable
    public Service output;

    /** Whether it becomes UP by the passing of time alone (spec 4.4). */
    public boolean settles;

    /** Whether it had {@code down-group} when that was last looked for. */
    boolean stopsGroup;

    /** The services whose {@link #logger} this one is. */
    final Set<Service> producers = new LinkedHashSet<>();

    /** The services whose {@link #output} this one is, and which may still write. */
    final Set<Service> writers = new LinkedHashSet<>();

    /** Both ends of the pipe that its producers write to, made when first needed. */
    @Nullable
    public Pipe pipe;

    /** Whether the last rescan found no entry for it. */
    public boolean absent;

    /** Whether it is to be forgotten as soon as it is down. */
    public boolean leaving;

    /** Whether it could not be told, when it was first seen, if it is to be started; nothing has happened to it since. */
    public boolean undecided;

    /** How often run was started. */
    public int starts;

    /** What last went wrong, in the words of the message; empty if nothing has. */
    public String lastError = "";

    public Service(ServiceName name, long now) {
        this.name = name;
        this.since = now;
    }

    /** The process of run, 0 if it does not run. */
    public int runPid() {
        return running == Script.RUN ? pid : 0;
    }

    /** Whether another service is to log to it. */
    public boolean isLogger() {
        return !producers.isEmpty();
    }

    /** Whether another service logs to it, or is to. */
    public boolean isNeeded() {
        return !producers.isEmpty() || !writers.isEmpty();
    }

    @Override
    public String toString() {
        return name.text() + " " + phase;
    }
}
