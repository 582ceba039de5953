package nitro.front.dinit;

import org.jspecify.annotations.Nullable;

/** Failures of dinit itself (spec dinit 6: status 1). */
final class Failures {
    private final Messages messages;
    private final ExitCode exit;
    private final Termination termination;
    private @Nullable String first;

    Failures(Messages messages, ExitCode exit, Termination termination) {
        this.messages = messages;
        this.exit = exit;
        this.termination = termination;
    }

    /** Without it there is no going on: all is terminated, and the first reason is said at the end. */
    void fatal(String reason) {
        count(reason);
        if (first == null) {
            first = reason;
        }
        termination.begin();
    }

    /** It counts for the status, and all goes on. */
    void count(String reason) {
        if (exit.failed()) {
            messages.debug("setting exit code to " + ExitCode.FAILURE + ": " + reason);
        }
    }

    /** Says why dinit ends, if that is a failure. */
    void sayFirst() {
        if (first != null) {
            messages.error("exiting: " + first);
        }
    }
}
