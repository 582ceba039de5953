package nitro.ctl.lookalike;

import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.WaitStatus;

/** Runs the {@code check} of a service's directory, as runit's sv does (spec 9.10). */
final class CheckScript {
    static final String FILE = "check";

    /** How often it is looked for where the kernel has no descriptor for a process. */
    private static final int LOOK_EVERY_MS = 50;

    private final Posix posix;
    private final List<String> environment;

    CheckScript(Posix posix, List<String> environment) {
        this.posix = posix;
        this.environment = environment;
    }

    /**
     * Whether it exits with 0.
     *
     * @param deadline when it is killed, on the clock of {@code posix}
     */
    boolean succeeds(String directory, long deadline) {
        try {
            int nothing = posix.open("/dev/null", Files.WRITE, 0);
            int pid;
            try {
                List<Spawn.Duplicate> duplicates = List.of(new Spawn.Duplicate(nothing, 1));
                pid = posix.spawn(new Spawn(
                        FILE, List.of("./" + FILE), environment, directory, duplicates, false, Spawn.INHERIT));
            } finally {
                posix.close(nothing);
            }
            return await(pid, deadline);
        } catch (ErrnoException e) {
            return false;
        }
    }

    private boolean await(int pid, long deadline) {
        int[] status = new int[1];
        int outcome = posix.reap(pid, status);
        while (outcome == 0) {
            if (posix.now() >= deadline) {
                posix.kill(pid, posix.number(Signal.KILL));
            }
            posix.poll(new PollSet(), LOOK_EVERY_MS);
            outcome = posix.reap(pid, status);
        }
        WaitStatus end = new WaitStatus(status[0]);
        return outcome == pid && end.exited() && end.exitStatus() == 0;
    }
}
