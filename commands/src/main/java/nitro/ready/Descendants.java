package nitro.ready;

import java.util.BitSet;
import nitro.loop.Loop;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import nitro.posix.Posix;
import nitro.proc.ProcessStat;

/**
 * The processes that a daemon has started, and these, and so on.
 *
 * <p>Where the kernel reports forks (see {@link nitro.posix.Forks}), one that has ended is known too, and so is one whose
 * parent has. Elsewhere only /proc can be asked, which shows the living.
 */
final class Descendants {
    /** More reports than wait at any time. */
    private static final int MOST_WAITING = 100_000;

    /** How far up a family is looked at. */
    private static final int GENERATIONS = 64;

    private final Posix posix;
    private final int forks;
    private final int daemon;
    private final int[] family = new int[2];
    private final BitSet reported = new BitSet();

    private Descendants(Posix posix, int forks, int daemon) {
        this.posix = posix;
        this.forks = forks;
        this.daemon = daemon;
        reported.set(daemon);
    }

    /** @param forks a descriptor of reports that began before the daemon did, or any other if there are none */
    static Descendants watch(Posix posix, Loop loop, int forks, int daemon) {
        Descendants descendants = new Descendants(posix, forks, daemon);
        if (descendants.read()) {
            loop.watch(forks, descendants::read);
        }
        return descendants;
    }

    /** Takes the reports that wait; returns whether more may come. */
    private boolean read() {
        boolean lost = false;
        for (int i = 0; i < MOST_WAITING; i++) {
            int outcome = posix.receiveFork(forks, family);
            if (outcome > 0 && family[0] != family[1]) {
                reported.set(family[1], reported.get(family[0])); // a stranger may get the pid of one that has ended
            } else if (outcome == Errno.ENOBUFS.code()) {
                lost = true;
            } else if (outcome < 0) {
                forgetIf(lost);
                return outcome == Errno.EAGAIN.code();
            }
        }
        forgetIf(lost);
        return true;
    }

    /** Some pids may be strangers' by now. */
    private void forgetIf(boolean lost) {
        if (lost) {
            reported.clear();
            reported.set(daemon);
        }
    }

    /** Whether this process is one of them, or the daemon itself, or was when it sent what has been received by now. */
    boolean contain(int pid) {
        read();
        return pid > 0 && reported.get(pid) || isBelow(pid);
    }

    private boolean isBelow(int child) {
        int pid = child;
        try {
            for (int i = 0; i < GENERATIONS && pid > 1; i++) {
                if (pid == daemon) {
                    return true;
                }
                pid = ProcessStat.parent(pid, posix);
            }
        } catch (ErrnoException e) {
            // no /proc, or one of them has ended
        }
        return false;
    }
}
