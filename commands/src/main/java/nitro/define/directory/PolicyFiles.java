package nitro.define.directory;

import java.util.List;
import java.util.OptionalLong;
import nitro.define.directory.ServiceFiles.Line;
import nitro.engine.model.RestartPolicy;
import nitro.engine.model.Stop;
import nitro.posix.ErrnoException;
import nitro.text.Durations;
import org.jspecify.annotations.Nullable;

/** Reads the small text files that give the policies of a service (spec policies 1.1). */
public final class PolicyFiles {
    /** The content of such a file cannot be understood; the message says which, where, and what was expected. */
    public static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        private final String message;

        Fault(ServiceName name, ServiceFile file, int line, String expected) {
            message = ServiceFiles.path(name, file) + (line > 0 ? ": line " + line : "") + ": expected " + expected;
        }

        @Override
        public String getMessage() {
            return message;
        }
    }

    private static final String SECONDS = "a number of seconds, 0 for no limit";

    private final ServiceFiles files;

    public PolicyFiles(ServiceFiles files) {
        this.files = files;
    }

    /**
     * The limits; {@link RestartFiles} reads the rest.
     *
     * @throws ErrnoException if one of the files cannot be read
     */
    public Policy read(ServiceName name) throws ErrnoException, Fault {
        return new Policy(stopLimitMs(name), finishLimitMs(name), RestartPolicy.USUAL);
    }

    /** The first value of {@link Policy}. */
    public int stopLimitMs(ServiceName name) throws ErrnoException, Fault {
        return limit(name, ServiceFile.TIMEOUT_STOP, Policy.USUAL.stopLimitMs());
    }

    /** The second value of {@link Policy}. */
    public int finishLimitMs(ServiceName name) throws ErrnoException, Fault {
        return limit(name, ServiceFile.TIMEOUT_FINISH, Policy.USUAL.finishLimitMs());
    }

    private int limit(ServiceName name, ServiceFile file, int usual) throws ErrnoException, Fault {
        Line line = onlyLine(name, file, SECONDS);
        if (line == null) {
            return usual;
        }
        if (line.words().size() > 1) {
            throw new Fault(name, file, line.number(), SECONDS);
        }
        int millis = millis(name, file, line, 0, SECONDS);
        return millis == 0 ? Stop.NEVER : millis;
    }

    /** Milliseconds of one of the words of a line, which is a time in seconds or with units. */
    static int millis(ServiceName name, ServiceFile file, Line line, int word, String expected) throws Fault {
        OptionalLong millis = Durations.millis(line.words().get(word));
        if (millis.isEmpty()) {
            throw new Fault(name, file, line.number(), expected);
        }
        return (int) Math.min(millis.getAsLong(), Integer.MAX_VALUE);
    }

    /** The one line that a file has; null if there is no such file. */
    @Nullable
    Line onlyLine(ServiceName name, ServiceFile file, String expected) throws ErrnoException, Fault {
        List<Line> lines = files.lines(name, file);
        if (lines == null) {
            return null;
        }
        if (lines.size() != 1) {
            throw new Fault(name, file, lines.size() < 2 ? 0 : lines.get(1).number(), expected);
        }
        return lines.getFirst();
    }
}
