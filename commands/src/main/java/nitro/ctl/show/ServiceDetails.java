package nitro.ctl.show;

import java.util.List;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Failure;
import nitro.ctl.reach.NearMiss;
import nitro.ctl.screen.Endings;
import nitro.define.directory.ServiceFile;
import nitro.define.directory.ServiceFiles;
import nitro.define.directory.ServiceFiles.Notification;
import nitro.define.directory.ServiceName;
import nitro.posix.ClientPosix;
import nitro.posix.ErrnoException;
import nitro.posix.Signal;
import nitro.proc.ProcessTable;
import nitro.proc.ProcessTable.Process;
import nitro.spat.Message;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Detail;
import nitro.spat.Message.Directory;
import nitro.spat.Message.Info;
import nitro.spat.Message.Status;
import nitro.spat.Request;
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
        @Nullable List<Process> processes,
        ProcessTable table) {

    /** @param template what the service is an instance of, with its parameter; null if it is a plain one */
    record Files(
            String directory,
            @Nullable ServiceName template,
            boolean run,
            boolean markedDown,
            boolean stopsGroup,
            Notification readiness,
            Signal stopSignal) {}

    /** Asks nitro and looks around; fails if there is no such service. */
    static ServiceDetails of(String name, Client client, ClientPosix posix) throws Failure {
        Message answer = client.ask(new Request.Detail(name));
        Detail detail = answer instanceof Detail known ? known : null;
        if (answer == Answer.NOT_IMPLEMENTED) {
            answer = client.ask(new Request.Query(name));
        }
        Status status = detail != null ? detail.service().status() : answer instanceof Status plain ? plain : null;
        if (status == null) {
            throw NearMiss.of(name, client);
        }
        Files files = detail != null && client.ask(new Request.ServicesDirectory()) instanceof Directory directory
                ? files(name, directory.path(), posix)
                : null;
        boolean runs = status.pid() != 0;
        int nitro = runs && client.ask(new Request.Info()) instanceof Info info ? info.nitroPid() : 0;
        ProcessTable table = new ProcessTable(posix, nitro);
        boolean seen = runs && table.isServices(status.pid());
        return new ServiceDetails(name, status, detail, files, seen ? table.tree(status.pid()) : null, table);
    }

    private static @Nullable Files files(String text, String directory, ClientPosix posix) {
        ServiceFiles files = new ServiceFiles(posix, directory + "/");
        ServiceName name = ServiceName.of(text);
        try {
            if (name == null || !files.isService(name)) {
                return null;
            }
            return new Files(
                    directory + "/" + name.directory(),
                    name.isInstance() ? name : null,
                    files.has(name, ServiceFile.RUN),
                    files.markedDown(name),
                    files.stopsGroup(name),
                    files.notification(name),
                    files.stopSignal(name));
        } catch (ErrnoException e) {
            return null; // nobody can tell
        }
    }

    /** Whether run has ended before, so that the wait status is that of its last end. */
    boolean hasEnded() {
        return status.wstatus() != 0 || detail != null && detail.restarts() > 0;
    }

    /** Why it is not up, in one sentence; empty if it is. */
    String why() {
        return switch (status.state()) {
            case UP, ONESHOT -> "";
            case DOWN -> whyDown();
            case SETUP -> "its setup runs";
            case STARTING -> whyStarting();
            case SHUTDOWN, RESTART -> whyStopping();
            case FATAL -> lastFailure() + "; it starts again only by nitroctl start";
            case DELAY -> lastFailure() + "; it starts again" + in(" in ", "soon");
        };
    }

    private String whyDown() {
        if (detail != null && !detail.lastError().isEmpty()) {
            return detail.lastError();
        }
        if (files != null && files.markedDown && !hasEnded()) {
            return "its directory has a file `down`: it waits for nitroctl start";
        }
        return hasEnded() ? "it was taken down" : "nothing has started it, or it was taken down";
    }

    private String whyStarting() {
        if (files == null) {
            return "it is not ready yet";
        }
        return switch (files.readiness) {
            case Notification.Settles _ -> "it counts as up" + in(" in ", "soon");
            case Notification.ByCommand _ -> "it waits for nitroctl ready " + name;
            case Notification.OnDescriptor(int number) -> "it has not yet written a newline to descriptor " + number;
        };
    }

    private String whyStopping() {
        if (status.pid() == 0) {
            return "its finish runs" + in("; SIGKILL in ", "");
        }
        String signal = files == null ? "" : " by SIG" + files.stopSignal;
        return "it was asked to stop" + signal + in("; SIGKILL in ", "");
    }

    private String lastFailure() {
        if (detail != null && !detail.lastError().isEmpty() && status.wstatus() == -1) {
            return detail.lastError();
        }
        return status.wstatus() == -1
                ? "its setup exited with 111"
                : "its run ended with " + Endings.full(status.wstatus());
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
