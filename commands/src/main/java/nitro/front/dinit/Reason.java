package nitro.front.dinit;

import java.util.Locale;
import nitro.engine.model.Program;
import nitro.posix.Errno;
import nitro.posix.ErrnoException;

/** The system's reasons, worded as dinit words them. */
final class Reason {
    private Reason() {}

    static String of(Errno errno) {
        return errno.message().toLowerCase(Locale.ROOT);
    }

    /** With the call and what it was tried on. */
    static String of(ErrnoException why) {
        String call = why.subject().isEmpty() ? why.call() : why.call() + " " + why.subject();
        return call + ": " + of(why.errno());
    }

    /** Why a program does not run. */
    static String of(Program program, ErrnoException why) {
        return why.subject().equals(program.path()) ? "fork/exec " + program.path() + ": " + of(why.errno()) : of(why);
    }
}
