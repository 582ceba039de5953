package nitro.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/** The processes that we have started and not yet reaped, and how many ends we have seen. */
public final class Children {
    private final Map<Integer, IntConsumer> expected = new HashMap<>();
    private long reaped;
    private long reapedOfServices;

    /** @param ended told the raw wait status when it ends */
    public void expect(int pid, IntConsumer ended) {
        expected.put(pid, ended);
    }

    /** Takes the end of any child; what we did not start is an orphan that became ours. */
    public void ended(int pid, int status) {
        reaped++;
        IntConsumer handler = expected.remove(pid);
        if (handler != null) {
            reapedOfServices++;
            handler.accept(status);
        }
    }

    public long reaped() {
        return reaped;
    }

    public long reapedOfServices() {
        return reapedOfServices;
    }
}
