package nitro.ready;

import java.util.List;
import java.util.function.Consumer;
import nitro.loop.Loop;
import nitro.loop.Timer;
import nitro.loop.Watch;
import nitro.posix.ErrnoException;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.Spawn.Duplicate;
import nitro.posix.WaitStatus;
import nitro.probe.ProcessRunner;
import org.jspecify.annotations.Nullable;

/**
 * Runs processes in a command that is going to be another program.
 *
 * <p>The end of each is reported by a descriptor, and it alone is waited for: children that this process had before, when
 * it was another program, are for the program that it becomes.
 */
final class ChildProcesses implements ProcessRunner {
    /** How long a killed process is waited for: one that hangs in the kernel must not hang us. */
    private static final long KILLED_WITHIN_MS = 1000;

    /** How often a process is looked for on a kernel before 5.3, which has no descriptor for it. */
    private static final long LOOK_EVERY_MS = 100;

    private final Posix posix;
    private final Loop loop;

    ChildProcesses(Posix posix, Loop loop) {
        this.posix = posix;
        this.loop = loop;
    }

    /** {@inheritDoc} The status is a failure of its own, 255, if SIGCHLD is ignored, so that nobody knows it. */
    @Override
    public RunningProcess run(
            String path,
            List<String> argv,
            List<String> environment,
            List<Duplicate> duplicates,
            Consumer<WaitStatus> ended)
            throws ErrnoException {
        int pid = posix.spawn(new Spawn(path, argv, environment, "", duplicates, true, Spawn.INHERIT));
        Child child = new Child(pid, ended);
        child.watch();
        return child;
    }

    /** One of them. */
    private final class Child implements RunningProcess {
        private final int pid;
        private final Consumer<WaitStatus> ended;
        private final int[] status = new int[1];
        private int fd = -1;
        private @Nullable Watch watch;
        private @Nullable Timer timer;
        private boolean gone;

        Child(int pid, Consumer<WaitStatus> ended) {
            this.pid = pid;
            this.ended = ended;
        }

        void watch() {
            try {
                fd = posix.processDescriptor(pid);
                watch = loop.watch(fd, this::look);
            } catch (ErrnoException e) {
                look();
            }
        }

        private void look() {
            int outcome = posix.reap(pid, status);
            if (outcome == 0) {
                if (fd < 0) {
                    timer = loop.after(LOOK_EVERY_MS, this::look);
                }
                return;
            }
            forget();
            ended.accept(outcome < 0 ? WaitStatus.ofExit(255) : new WaitStatus(status[0]));
        }

        @Override
        public void kill() {
            if (gone) {
                return;
            }
            posix.kill(-pid, posix.number(Signal.KILL));
            PollSet end = new PollSet();
            if (fd >= 0) {
                end.add(fd, PollSet.READ);
            }
            long deadline = posix.now() + KILLED_WITHIN_MS;
            while (posix.reap(pid, status) == 0 && posix.now() < deadline) {
                posix.poll(end, fd < 0 ? 1 : (int) KILLED_WITHIN_MS);
            }
            forget();
        }

        /** Kills what is left of its group, and lets go of all that watched it. */
        private void forget() {
            gone = true;
            posix.kill(-pid, posix.number(Signal.KILL));
            if (watch != null) {
                watch.end();
                posix.close(fd);
            }
            if (timer != null) {
                timer.cancel();
            }
        }
    }
}
