package nitro.posix.contract;

import java.util.Objects;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;
import org.jspecify.annotations.Nullable;

/** Assertions that need no library. */
public final class Check {
    private Check() {}

    /** A case that cannot run here, and why. */
    public static final class Skipped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Skipped(String reason) {
            super(reason);
        }
    }

    /** A call that is to fail. */
    interface Call {
        void run() throws ErrnoException;
    }

    static void equal(@Nullable Object expected, @Nullable Object actual, String what) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(what + ": expected <" + expected + "> but was <" + actual + ">");
        }
    }

    static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not so: " + what);
        }
    }

    /** The call must throw an exception with this errno. */
    static void fails(Errno expected, Call call) {
        try {
            call.run();
        } catch (ErrnoException e) {
            equal(expected, e.errno(), "errno of " + e.getMessage());
            return;
        }
        throw new AssertionError("no " + expected);
    }

    /** A call must have returned the code of this errno. */
    static void code(Errno expected, int result, String what) {
        equal(expected, result < 0 ? Errno.of(result) : result, what);
    }

    /** Ends the case without a verdict. */
    static void skipUnless(boolean possible, String reason) {
        if (!possible) {
            throw new Skipped(reason);
        }
    }
}
