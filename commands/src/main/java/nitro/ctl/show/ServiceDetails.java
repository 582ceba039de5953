package nitro.ctl.show;

import java.util.List;
import nitro.ctl.screen.Endings;
import nitro.define.directory.ServiceFiles.Notification;
import nitro.define.directory.ServiceName;
import nitro.posix.Signal;
import nitro.proc.ProcessTable.Process;
import nitro.spat.Message.Detail;
import nitro.spat.Message.Status;
import nitro.spat.Message.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * All that can be known of a service: what nitro says of it, what its directory says now, and what /proc shows.
 *
 * @param detail null if nitro is too old to tell
 * @param files null if its directory cannot be seen from here
 * @param processes those of its run; null if nitro's processes cannot be seen from here
 */
record ServiceDetails(
        String name,
        Status status,
        @Nullable Detail detail,
        @Nullable Files files,
        @Nullable List<Process> processes) {

    /** @param template what the service is an instance of, with its parameter; null if it is a plain one */
    record Files(
            String directory,
            @Nullable ServiceName template,
            boolean run,
            boolean markedDown,
            boolean stopsGroup,
            Notification readiness,
            Signal stopSignal) {}

    /** The crashes and kills of the service. */
    Trouble trouble() {
        return detail == null ? Trouble.NONE : detail.service().trouble();
    }

    /** The services that keep it from starting. */
    List<String> waitsFor() {
        return detail == null ? List.of() : detail.service().waitsFor();
    }

    /** Whether run has ended before, so that the wait status is that of its last end. */
    boolean hasEnded() {
        return status.wstatus() != 0 || detail != null && detail.restarts() > 0;
    }

    /** Why it is not up, in one sentence; empty if it is. */
    String why() {
        return switch (status.state()) {
            case UP, ONESHOT, DONE -> "";
            case DOWN -> whyDown();
            case SETUP -> "its setup runs";
            case STARTING -> whyStarting() + pastCrashes();
            case SHUTDOWN, RESTART -> whyStopping();
            case FATAL -> lastFailure() + pastError() + "; only `nitroctl start` starts it again";
            case BLOCKED -> whyBlocked();
            case DELAY -> lastFailure() + "; retrying" + in(" in ", "soon");
        };
    }

    private String whyDown() {
        if (detail != null && !detail.lastError().isEmpty()) {
            return detail.lastError();
        }
        if (files != null && files.markedDown && !hasEnded()) {
            return "its directory has a file `down`; `nitroctl start` starts it";
        }
        return hasEnded() ? "it was stopped" : "nothing has started it, or it was stopped";
    }

    private String whyBlocked() {
        List<String> others = waitsFor();
        return others.isEmpty()
                ? "another service keeps it from starting"
                : "it waits for " + String.join(", ", others) + "; see `nitroctl why " + name + "`";
    }

    private String whyStarting() {
        if (files == null) {
            return "starting; not ready yet";
        }
        return switch (files.readiness) {
            case Notification.Settles _ -> "starting; considered up" + in(" in ", "soon");
            case Notification.ByCommand _ -> "starting; waits for `nitroctl ready " + name + "`";
            case Notification.OnDescriptor(int number) ->
                "starting; has not yet written a newline to descriptor " + number;
        };
    }

    /** Of a service that starts again and again. */
    private String pastCrashes() {
        long crashes = trouble().crashes();
        return crashes == 0
                ? ""
                : "; it has crashed " + (crashes == 1 ? "once" : crashes + " times") + ", last with "
                        + Endings.full(status.wstatus());
    }

    private String whyStopping() {
        if (status.pid() == 0) {
            return "its finish runs" + in("; SIGKILL in ", "");
        }
        String signal = files == null ? "" : " by SIG" + files.stopSignal;
        return "it was asked to stop" + signal + in("; SIGKILL in ", "");
    }

    /** The reason beyond how it ended last, as that there were too many restarts. */
    private String pastError() {
        return detail == null || status.wstatus() == -1 || detail.lastError().isEmpty()
                ? ""
                : "; " + detail.lastError();
    }

    private String lastFailure() {
        if (detail != null && !detail.lastError().isEmpty() && status.wstatus() == -1) {
            return detail.lastError();
        }
        if (status.wstatus() == -1) {
            return "its setup ended with exit 111";
        }
        String script = detail != null && detail.setupFailed() ? "setup" : "run";
        return "its " + script + " ended with " + Endings.full(status.wstatus());
    }

    /** The time that is left until its timer ends, if one runs. */
    private String in(String before, String otherwise) {
        if (detail == null || detail.deadline() < 0) {
            return otherwise.isEmpty() ? "" : " " + otherwise;
        }
        long tenths = (detail.deadline() + 99) / 100;
        return before + tenths / 10 + "." + tenths % 10 + "s";
    }
}
