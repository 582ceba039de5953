package nitro.probe;

import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.Files;
import nitro.posix.Spawn.Duplicate;
import nitro.posix.WaitStatus;
import nitro.probe.ProcessRunner.RunningProcess;
import org.jspecify.annotations.Nullable;

/** {@code exec:COMMAND}: a shell command exits 0. It has until the condition's own time is over. */
public final class CommandProbe extends Probe {
    private static final String SHELL = "/bin/sh";

    private final String command;
    private @Nullable RunningProcess child;

    public CommandProbe(ProbeContext context, String command) {
        super(context, "it still runs");
        this.command = command;
    }

    @Override
    protected void ask() {
        try {
            int nothing = posix().open("/dev/null", Files.READ | Files.WRITE, 0);
            try {
                List<Duplicate> duplicates = List.of(new Duplicate(nothing, 0), new Duplicate(nothing, 1));
                child = context.processes()
                        .run(SHELL, List.of("sh", "-c", command), context.environment(), duplicates, this::ended);
            } finally {
                posix().close(nothing);
            }
        } catch (ErrnoException e) {
            fails(e.getMessage());
        }
    }

    private void ended(WaitStatus status) {
        child = null;
        if (status.exited() && status.exitStatus() == 0) {
            holds();
        } else {
            fails(status.exited() ? "exit status " + status.exitStatus() : "killed by signal " + status.signal());
        }
    }

    @Override
    protected void release() {
        if (child != null) {
            child.kill();
            child = null;
        }
    }
}
