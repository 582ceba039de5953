package nitro.front.nitro.sim;

import java.util.Set;
import nitro.posix.Errno;
import nitro.posix.fake.Chance;
import nitro.posix.fake.Faults;
import org.jspecify.annotations.Nullable;

/** Which calls fail in one life of nitro: while it prepares, in the storm, and at its end. */
final class Misfortune {
    /** Calls that a life makes once or twice: they fail more often, or none would. */
    private static final Set<String> SELDOM = Set.of("bind", "exec", "lstat", "read", "unlink");

    /** Where a life stands. */
    enum Time {
        BEGINNING,
        MIDDLE,
        END
    }

    private final Faults early;
    private final Faults storm;
    private final Faults late;
    private final Faults seldom;
    private final Faults last;

    Misfortune(Chance chance) {
        early = new Faults(chance.fork(), chance.one(5) ? 1 + chance.below(3) : 0, 10);
        storm = new Faults(chance.fork(), chance.one(3) ? 0 : chance.below(20), 5 + chance.below(150));
        late = new Faults(chance.fork(), chance.one(3) ? 1 + chance.below(4) : 0, 6);
        seldom = new Faults(chance.fork(), chance.one(6) ? 1 + chance.below(3) : 0, 3);
        last = new Faults(chance.fork(), chance.one(3) ? 1 : 0, 1);
    }

    /** What a call fails with; null if it does not. */
    @Nullable
    Errno strike(String call, Time time) {
        if (call.equals("remountRootReadOnly")) {
            return last.strike(call);
        }
        if (SELDOM.contains(call)) {
            return seldom.strike(call);
        }
        return switch (time) {
            case BEGINNING -> early.strike(call);
            case MIDDLE -> storm.strike(call);
            case END -> late.strike(call);
        };
    }

    /** The storm is over; only the end may bring more. */
    void calm() {
        storm.end();
    }

    /** Whether any call has failed. */
    boolean struck() {
        return early.struck() + storm.struck() + late.struck() + seldom.struck() + last.struck() > 0;
    }
}
