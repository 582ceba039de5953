package nitro.front.nitro.sim;

import java.util.HashSet;
import java.util.Set;
import nitro.posix.fake.FakeFiles;

/** Holds nitro to taking away the sockets that nobody listens on (spec 5.6). */
final class Listeners {
    private final FakeFiles files;
    private final Set<String> refused = new HashSet<>();
    private boolean doubtful;

    Listeners(FakeFiles files) {
        this.files = files;
    }

    /** Nobody listens at this path. */
    void refused(String path) {
        refused.add(path);
    }

    /** A failing call may keep nitro from it. */
    void doubt() {
        doubtful = true;
    }

    /** Nitro is between two things that it does. */
    void boundary() {
        for (String path : refused) {
            Violation.unless(doubtful || !files.exists(path), "the socket of a dead listener stays: " + path);
        }
        refused.clear();
        doubtful = false;
    }
}
