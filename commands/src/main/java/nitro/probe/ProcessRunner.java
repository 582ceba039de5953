package nitro.probe;

import java.util.List;
import java.util.function.Consumer;
import nitro.posix.ErrnoException;
import nitro.posix.Spawn.Duplicate;
import nitro.posix.WaitStatus;

/** Starts processes for probes and reports their ends: whoever reaps in this process can do that, be it one command or the engine. */
public interface ProcessRunner {
    /**
     * Starts a process in a session and process group of its own.
     *
     * @param ended called once when it has ended, unless it is killed before; what it has left of its group ends with it
     */
    RunningProcess run(
            String path,
            List<String> argv,
            List<String> environment,
            List<Duplicate> duplicates,
            Consumer<WaitStatus> ended)
            throws ErrnoException;

    /** A process that was started and has not ended. */
    interface RunningProcess {
        /** Kills it with its group; nobody hears of its end any more. Does nothing if it has ended. */
        void kill();
    }
}
