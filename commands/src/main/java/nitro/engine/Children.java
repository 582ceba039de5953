package nitro.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import nitro.loop.Loop.ChildHandler;

/** The processes that we have started and not yet reaped, and how many ends we have seen. */
public final class Children {
    private final Map<Integer, IntConsumer> expected = new HashMap<>();
    private final ChildHandler orphans;
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

    /** @param ended told the raw wait status when it ends */
    public void expect(int pid, IntConsumer ended) {
        expected.put(pid, ended);
    }

    /** Whether we have started it and not yet reaped it. */
    public boolean isExpected(int pid) {
        return expected.containsKey(pid);
    }

    /** Whether all that we have started has ended. */
    public boolean isNoneExpected() {
        return expected.isEmpty();
    }

    /** Takes the end of any child. */
    public void ended(int pid, int status) {
        reaped++;
        IntConsumer handler = expected.remove(pid);
        if (handler != null) {
            reapedOfServices++;
            handler.accept(status);
        } else {
            orphans.ended(pid, status);
        }
    }

    public long reaped() {
        return reaped;
    }

    public long reapedOfServices() {
        return reapedOfServices;
    }
}
