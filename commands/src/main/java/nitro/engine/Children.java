package nitro.engine;

import java.util.function.IntConsumer;
import nitro.loop.Loop.ChildHandler;
import org.jspecify.annotations.Nullable;

/**
 * The processes that we have started and not yet reaped, and how many ends we have seen.
 *
 * <p>Whoever starts a process makes its place here before: then nothing can fail between its start and the note of it.
 */
public final class Children {
    /** The place of one process. */
    public static final class Child {
        private final IntConsumer ended;
        private int pid;
        private @Nullable Child next;

        private Child(IntConsumer ended) {
            this.ended = ended;
        }
    }

    private @Nullable Child[] chains = new Child[64];
    private final ChildHandler orphans;
    private int count;
    private long reaped;
    private long reapedOfServices;

    /** Processes that we did not start are reaped and counted. */
    public Children() {
        this((pid, status) -> {});
    }

    /** @param orphans told of the ends of those that we did not start: they have lost their parents and became ours */
    public Children(ChildHandler orphans) {
        this.orphans = orphans;
    }

    /**
     * Makes the place of a process that is to be started.
     *
     * @param ended told the raw wait status when it ends; it may be told twice, when there was no memory the first time
     */
    public Child expect(IntConsumer ended) {
        if (count >= chains.length) {
            grow();
        }
        return new Child(ended);
    }

    /** The process is started. */
    public void started(Child child, int pid) {
        child.pid = pid;
        put(chains, child);
        count++;
    }

    /** Whether we have started it and not yet reaped it. */
    public boolean isExpected(int pid) {
        return find(pid) != null;
    }

    /** Whether all that we have started has ended. */
    public boolean isNoneExpected() {
        return count == 0;
    }

    /** Takes the end of any child. */
    public void ended(int pid, int status) {
        Child child = find(pid);
        if (child != null) {
            child.ended.accept(status);
            remove(child);
            reapedOfServices++;
        } else {
            orphans.ended(pid, status);
        }
        reaped++;
    }

    private @Nullable Child find(int pid) {
        Child child = chains[pid % chains.length];
        while (child != null && child.pid != pid) {
            child = child.next;
        }
        return child;
    }

    private void remove(Child child) {
        int place = child.pid % chains.length;
        Child before = chains[place];
        if (before == child) {
            chains[place] = child.next;
        }
        while (before != null) {
            if (before.next == child) {
                before.next = child.next;
            }
            before = before.next;
        }
        count--;
    }

    private void grow() {
        @Nullable Child[] more = new Child[2 * chains.length];
        for (Child first : chains) {
            for (Child child = first; child != null; ) {
                Child next = child.next;
                put(more, child);
                child = next;
            }
        }
        chains = more;
    }

    private static void put(@Nullable Child[] chains, Child child) {
        int place = child.pid % chains.length;
        child.next = chains[place];
        chains[place] = child;
    }

    public long reaped() {
        return reaped;
    }

    public long reapedOfServices() {
        return reapedOfServices;
    }
}
