package nitro.ctl.lookalike;

import java.nio.charset.StandardCharsets;
import java.util.List;
import nitro.ctl.reach.Client;
import nitro.ctl.reach.Failure;
import nitro.define.directory.ServiceFile;
import nitro.define.directory.ServiceFiles;
import nitro.define.directory.ServiceName;
import nitro.posix.ClientPosix;
import nitro.posix.ErrnoException;
import nitro.spat.Message.Directory;
import nitro.spat.Message.Status;
import nitro.spat.Request;
import org.jspecify.annotations.Nullable;

/** The lines in which sv reports the state of services (spec tools 8.2). */
final class SvLine {
    private static final int LONGEST_COMMAND_LINE = 4096;

    private final ClientPosix posix;

    /** The services directory, ending with a slash; empty if nitro does not report it. */
    private final String directory;

    private final ServiceFiles files;

    SvLine(ClientPosix posix, Client client) throws Failure {
        this.posix = posix;
        directory = client.ask(new Request.ServicesDirectory()) instanceof Directory(String path) ? path + "/" : "";
        files = new ServiceFiles(posix, directory);
    }

    /** Such as {@code run: web: (pid 12) 34s, paused}. */
    String of(String argument, NamedService service, Status status) {
        boolean alive = status.pid() != 0;
        String kind = isUp(status) || alive ? alive && runsFinish(status.pid()) ? "finish: " : "run: " : "down: ";
        StringBuilder line = new StringBuilder(kind + argument + ": ");
        if (alive) {
            line.append("(pid ").append(status.pid()).append(") ");
        }
        line.append(status.uptime()).append('s');
        boolean marked = isMarkedDown(service);
        if (kind.equals("down: ") != marked && !directory.isEmpty()) {
            line.append(marked ? ", normally down" : ", normally up");
        }
        if (alive && isPaused(status.pid())) {
            line.append(", paused");
        }
        switch (status.state()) {
            case SHUTDOWN -> line.append(", want down, got TERM");
            case DELAY, BLOCKED -> line.append(", want up");
            case RESTART -> line.append(kind.equals("run: ") ? ", got TERM" : "");
            case DOWN, SETUP, STARTING, UP, ONESHOT, FATAL, DONE -> {}
        }
        return line.toString();
    }

    /** Whether {@code run} has been started and is not to end. */
    static boolean isUp(Status status) {
        return switch (status.state()) {
            case STARTING, UP, ONESHOT -> true;
            case DOWN, SETUP, SHUTDOWN, RESTART, FATAL, DELAY, BLOCKED, DONE -> false;
        };
    }

    static boolean isDown(Status status) {
        return switch (status.state()) {
            case DOWN, FATAL, DONE -> true;
            case SETUP, STARTING, UP, ONESHOT, SHUTDOWN, RESTART, DELAY, BLOCKED -> false;
        };
    }

    /** The service's own directory if it has a {@code check} there; else null. */
    @Nullable
    String directoryOfCheck(NamedService service) {
        try {
            ServiceName name = directory.isEmpty() ? null : files.named(service.name());
            return name != null && files.exists(name.directory() + "/" + CheckScript.FILE)
                    ? directory + name.directory()
                    : null;
        } catch (ErrnoException e) {
            return null;
        }
    }

    private boolean isMarkedDown(NamedService service) {
        try {
            ServiceName name = files.named(service.name());
            return name != null && files.markedDown(name);
        } catch (ErrnoException e) {
            return false;
        }
    }

    private boolean isPaused(int pid) {
        String stat = head("/proc/" + pid + "/stat");
        return stat.startsWith("T", stat.lastIndexOf(')') + 2);
    }

    private boolean runsFinish(int pid) {
        return List.of(head("/proc/" + pid + "/cmdline").split("\0", -1)).contains(ServiceFile.FINISH.file());
    }

    private String head(String file) {
        try {
            return new String(posix.head(file, LONGEST_COMMAND_LINE), StandardCharsets.ISO_8859_1);
        } catch (ErrnoException e) {
            return "";
        }
    }
}
