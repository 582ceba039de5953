package nitro.front.dinit;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import nitro.posix.Posix;
import nitro.trace.Tracee;

/** The processes that are traced at the moment. */
final class Tracees {
    private final Posix posix;
    private final Map<Integer, Tracee> traced = new TreeMap<>();

    Tracees(Posix posix) {
        this.posix = posix;
    }

    void add(Tracee tracee) {
        traced.put(tracee.pid(), tracee);
    }

    Tracee get(int pid) {
        return Objects.requireNonNull(traced.get(pid));
    }

    boolean has(int pid) {
        return traced.containsKey(pid);
    }

    /** One of them has stopped. Returns its raw wait status if it has ended after all, else -1. */
    int stopped(int pid) {
        Tracee tracee = traced.get(pid);
        if (tracee == null) {
            int[] status = new int[1];
            posix.reap(pid, status); // a stop of one that was released meanwhile
            return -1;
        }
        int ended = tracee.stopped();
        if (tracee.isReleased()) {
            traced.remove(pid);
        }
        return ended;
    }

    /** A process has ended and was reaped. */
    void ended(int pid) {
        Tracee tracee = traced.remove(pid);
        if (tracee != null) {
            tracee.ended();
        }
    }
}
