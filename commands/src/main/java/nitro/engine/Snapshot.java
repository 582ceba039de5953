package nitro.engine;

import nitro.engine.life.Phase;
import nitro.engine.model.Role;
import org.jspecify.annotations.Nullable;

/**
 * The state of a service at one moment.
 *
 * @param program the one that runs; null if none does
 * @param pid of that program, 0 if none runs
 * @param endedPid of the program that ended last, 0 if none did
 * @param status the raw wait status with which run, or a setup that failed, ended last; {@link Service#NOT_EXECUTED} if it
 *     could not be executed
 * @param setupFailed whether {@code status} is that of a setup
 * @param since when setup or run was started, it became ONESHOT, went down, or was loaded
 * @param deadline when its clock runs out, -1 if it has none
 * @param starts how often run was started
 * @param lastError what last went wrong, in the words of the message; empty if nothing has since it was UP
 * @param failedAt when that was
 * @param output the service that its programs write to since its last start, empty if none
 */
public record Snapshot(
        String name,
        Phase phase,
        @Nullable Role program,
        int pid,
        int endedPid,
        int status,
        boolean setupFailed,
        long since,
        long deadline,
        int starts,
        String lastError,
        long failedAt,
        String output) {
    static Snapshot of(Service service) {
        return new Snapshot(
                service.name,
                service.phase,
                service.running,
                service.pid,
                service.endedPid,
                service.status,
                service.setupFailed,
                service.since,
                service.timer == null ? -1 : service.timer.deadline(),
                service.starts,
                service.lastError,
                service.failedAt,
                service.reader == null ? "" : service.reader.name);
    }

    /** The process of run, 0 if it does not run. */
    public int runPid() {
        return program == Role.RUN ? pid : 0;
    }
}
