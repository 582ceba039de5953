package nitro.ready;

import java.util.List;
import java.util.function.Consumer;
import nitro.loop.Timer;
import nitro.loop.Watch;
import nitro.posix.ErrnoException;
import nitro.posix.PollSet;
import nitro.posix.Posix;
import nitro.posix.Signal;
import nitro.posix.Spawn;
import nitro.posix.WaitStatus;
import org.jspecify.annotations.Nullable;

/**
 * A process that we started, in a session and process group of its own.
 *
 * <p>Its end is told by a descriptor, and it alone is waited for: the children that this process had before, when it was
 * another program, are for the program that it becomes.
 */
final class Child {
    /** How long a killed process is waited for: one that hangs in the kernel must not hang us. */
    private static final long PATIENCE = 1000;

    /** How often it is looked for on a kernel before 5.3, which has no descriptor for it. */
    private static final long LOOK = 100;

    private final Ground ground;
    private final int pid;
    private final Consumer<WaitStatus> ended;
    private final int[] status = new int[1];
    private int fd = -1;
    private @Nullable Watch watch;
    private @Nullable Timer timer;
    private boolean gone;

    private Child(Ground ground, int pid, Consumer<WaitStatus> ended) {
        this.ground = ground;
        this.pid = pid;
        this.ended = ended;
    }

    /**
     * Starts it.
     *
     * @param ended told when it has ended; a failure of its own if nobody knows how, which is so if SIGCHLD is ignored
     */
    static Child start(
            Ground ground, String path, List<String> argv, List<Spawn.Duplicate> duplicates, Consumer<WaitStatus> ended)
            throws ErrnoException {
        List<String> environment = ground.call().environment();
        Posix posix = ground.posix();
        int pid = posix.spawn(new Spawn(path, argv, environment, "", duplicates, true, Spawn.INHERIT));
        Child child = new Child(ground, pid, ended);
        try {
            child.fd = posix.processDescriptor(pid);
            child.watch = ground.loop().watch(child.fd, child::look);
        } catch (ErrnoException e) {
            child.look();
        }
        return child;
    }

    private void look() {
        int outcome = ground.posix().reap(pid, status);
        if (outcome == 0) {
            if (fd < 0) {
                timer = ground.loop().after(LOOK, this::look);
            }
            return;
        }
        // what it has left of its group ends with it
        forget();
        ended.accept(outcome < 0 ? WaitStatus.ofExit(255) : new WaitStatus(status[0]));
    }

    /** Ends it and its group, unless it has ended; nobody is told. */
    void kill() {
        if (gone) {
            return;
        }
        Posix posix = ground.posix();
        posix.kill(-pid, posix.number(Signal.KILL));
        PollSet end = new PollSet();
        if (fd >= 0) {
            end.add(fd, PollSet.READ);
        }
        long deadline = posix.now() + PATIENCE;
        while (posix.reap(pid, status) == 0 && posix.now() < deadline) {
            posix.poll(end, fd < 0 ? 1 : (int) PATIENCE);
        }
        forget();
    }

    private void forget() {
        gone = true;
        Posix posix = ground.posix();
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
